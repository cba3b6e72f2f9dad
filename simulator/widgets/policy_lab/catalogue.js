// What the package knows, as Python's `catalogue_data` wrote it: schemes, sources of money, rules between schemes.

/** Return {schemes, sources, interactions}, each a map by id, its parameters a map by path. */
export function readCatalogue({ parameters, rules, schemes, sources, interactions }) {
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
  return { schemes: declared(withRules), sources: declared(sources), interactions: declared(interactions) };
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
