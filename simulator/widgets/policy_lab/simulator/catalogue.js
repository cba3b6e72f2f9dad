// What the package knows, as Python's `catalogue_data` wrote it: schemes, sources of money, rules between schemes,
// the names of the groups in breakdowns, and the words that explain a number.

/**
 * Return {schemes, sources, interactions, breakdowns, explanations}, each a map by id: of the first three the parameters
 * are a map by path, of breakdowns the labels of their groups, of explanations the words of a number.
 */
export function readCatalogue({ parameters, rules, schemes, sources, interactions, breakdowns, explanations }) {
  const declared = (entries) =>
    new Map(
      entries.map((entry) => {
        const own = entry.parameters.map((place) => parameters[place]);
        return [entry.id, { ...entry, parameters: byPath(own) }];
      }),
    );
  const withRules = schemes.map((scheme) => ({
    ...scheme,
    rules: stepsOf(rules, scheme.rules, "steps"),
    rule_pay: stepsOf(rules, scheme.rules, "pay"),
  }));
  return {
    schemes: declared(withRules),
    sources: declared(sources),
    interactions: declared(interactions),
    breakdowns: new Map(Object.entries(breakdowns)),
    explanations: new Map(Object.entries(explanations)),
  };
}

/** Return the parameters by path; one whose unit another chooses gets the names of those units. */
function byPath(parameters) {
  const found = new Map(parameters.map((each) => [each.path, each]));
  return new Map(
    parameters.map((each) => [each.path, { ...each, units: found.get(each.unit_from)?.choices ?? null }]),
  );
}

function stepsOf(rules, places, stage) {
  return Object.fromEntries(places.map((place) => [rules[place].id, rules[place][stage]]));
}
