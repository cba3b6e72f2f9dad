// What the package knows, as Python's `catalogue_data` wrote it: schemes, sources of money, rules between schemes,
// and the names of the groups in breakdowns.

/**
 * Return {schemes, sources, interactions, breakdowns}, each a map by id: of the first three the parameters are a map
 * by path, of the last the labels of its groups.
 */
export function readCatalogue({ parameters, rules, schemes, sources, interactions, breakdowns }) {
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
