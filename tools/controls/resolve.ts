import type { ControlRow, MappedResource, MappedTest, ResolvedRow, Selector } from "./row";

/** What rows refer to. */
export interface Evidence {
  /** Resources of the stack. */
  readonly resources: readonly MappedResource[];
  /** Ids of the policy pack's rules. */
  readonly rules: ReadonlySet<string>;
  /** Tests. */
  readonly tests: readonly MappedTest[];
}

/** The map, and what is wrong with it. */
export interface ControlMap {
  /** Rows, as given. */
  readonly rows: readonly ResolvedRow[];
  /** Entries that stand for nothing any more, one sentence each; none in a map that holds. */
  readonly problems: readonly string[];
}

/** Looks up what every row refers to, and finds entries that have become stale. */
export function resolveControls(rows: readonly ControlRow[], evidence: Evidence): ControlMap {
  const resolved = rows.map((row) => ({
    ...row,
    resources: sortedBy(
      row.resources.flatMap((selector) => selected(selector, evidence.resources)),
      ({ urn }) => urn,
    ),
    tests: sortedBy(
      row.tests.flatMap((beginning) => testsOf(beginning, evidence.tests)),
      ({ file, title }) => `${file} ${title}`,
    ),
  }));
  return {
    rows: resolved,
    problems: [...repeated(rows), ...rows.flatMap((row) => stale(row, evidence))],
  };
}

const selected = ({ type, name }: Selector, resources: readonly MappedResource[]) =>
  resources.filter(
    (resource) => resource.type.endsWith(`:${type}`) && (name?.test(resource.name) ?? true),
  );

// An id must not stand for a longer one: LOG-8 is no beginning of LOG-82.
const testsOf = (beginning: string, tests: readonly MappedTest[]) =>
  tests.filter(
    ({ title }) => title.startsWith(beginning) && !/^[\w/-]/.test(title.slice(beginning.length)),
  );

function sortedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  return [...byKey].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, item]) => item);
}

function stale(row: ControlRow, { resources, rules, tests }: Evidence): readonly string[] {
  const where = `${row.framework} ${row.id}`;
  const problem = (is: boolean, text: string) => (is ? [`${where}: ${text}`] : []);
  // A rule also guards what the stack does not have, so that nobody adds it otherwise.
  const isShown = row.tests.length > 0 && row.resources.length + row.rules.length > 0;
  return [
    ...problem(
      !isShown && row.manual === undefined,
      "names no resource or rule with a test, and nobody who does it by hand.",
    ),
    ...row.resources.flatMap((selector) =>
      problem(
        selected(selector, resources).length === 0,
        `no resource of type ${selector.type}${selector.name === undefined ? "" : ` is called ${String(selector.name)}`}.`,
      ),
    ),
    ...row.rules.flatMap((rule) =>
      problem(!rules.has(rule), `the policy pack has no rule ${rule}.`),
    ),
    ...row.tests.flatMap((beginning) =>
      problem(testsOf(beginning, tests).length === 0, `no test begins with "${beginning}".`),
    ),
  ];
}

function repeated(rows: readonly ControlRow[]): readonly string[] {
  const ids = rows.map(({ framework, id }) => `${framework} ${id}`);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map(
    (id) => `${id}: stands in the map twice.`,
  );
}
