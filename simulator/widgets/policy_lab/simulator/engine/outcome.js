// What a simulation gives back, in parts: booleans one a person, money local currency a month, one a household.

/** Return what one scheme does: whom it is for, who of them is eligible and reached, and its money. */
export function schemeOutcome({ scheme, values }, { group, eligible, taken_up, reached }, paid) {
  const share = (path) => values.get(path) ?? 0;
  const arrives = 1 - share("delivery_loss");
  const administration = share("administration") + share(`rule.${values.get("rule")}.test_cost`);
  return {
    scheme,
    group,
    eligible,
    taken_up,
    reached,
    paid_month: paid,
    received_month: times(paid, arrives),
    administration_month: times(paid, administration),
    administration_share: administration,
  };
}

/** Return who is in the stage ('group', 'eligible', 'reached') of at least one scheme. */
export function anyScheme(population, schemes, stage) {
  if (schemes.length === 1) return schemes[0][stage];
  const anybody = new Uint8Array(population.persons.age.length);
  for (const { [stage]: chosen } of schemes) {
    for (let person = 0; person < anybody.length; person++) anybody[person] |= chosen[person];
  }
  return anybody;
}

/** Return the money of schemes, benefits or levies under one name ('paid_month', …), one number a household. */
export function totalMonth(population, entries, name) {
  return totalOf(population, entries.map((entry) => entry[name]).filter((money) => money !== null));
}

/** Return the sum of amounts that have one number a household; of none, 0 for each. */
export function totalOf(population, amounts) {
  if (amounts.length === 1) return amounts[0];
  const sum = new Float64Array(population.households.size.length);
  for (const money of amounts) {
    for (let household = 0; household < sum.length; household++) sum[household] += money[household];
  }
  return sum;
}

/** Return each amount times a factor. */
export function times(amounts, factor) {
  const products = new Float64Array(amounts.length);
  for (let row = 0; row < products.length; row++) products[row] = amounts[row] * factor;
  return products;
}
