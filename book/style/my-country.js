// Lets the reader choose the country for which the package of the course is made, and keeps the choice.

import { made, spoken } from "./nodes.js";
import { chosenCountry } from "./package-kept.js";

const NONE = "Choose a country";

function enhance(frame) {
  const countries = JSON.parse(frame.dataset.countries);
  const told = spoken("told");
  const options = [["", NONE], ...Object.entries(countries)];
  const list = made("select", {}, ...options.map(([value, textContent]) => made("option", { value, textContent })));
  list.value = countries[chosenCountry.read()?.name] ? chosenCountry.read().name : "";
  list.addEventListener("change", () => (told.textContent = choose(list.value, countries)));
  frame.replaceChildren(made("label", { textContent: "My country " }, list), told);
}

function choose(name, countries) {
  const kept = name ? chosenCountry.write({ name, label: countries[name] }) : chosenCountry.forget();
  if (!name) return "No country is chosen.";
  return kept ? `${countries[name]} is kept in this browser.` : "This browser keeps nothing. Choose the country in the simulator.";
}

document.querySelectorAll(".my-country").forEach(enhance);
