/** Resources that put a control into effect, by type and logical name. */
export interface Selector {
  /** End of the type token, for example `cloudwatch/metricAlarm:MetricAlarm`. */
  readonly type: string;
  /** What the logical name matches. @default - every resource of the type */
  readonly name?: RegExp;
}

/** What people do, because no program can. */
export interface ManualControl {
  /** Who does it. */
  readonly owner: string;
  /** How often. */
  readonly cadence: string;
  /** What exactly, with its limits. */
  readonly task: string;
}

/** A control and what shows it: at least a resource and a test, or people with a cadence. */
export interface ControlRow {
  /** The framework it comes from. */
  readonly framework: string;
  /** Id in its framework; unique there. */
  readonly id: string;
  /** The control in its framework's words, or ours where those may not be repeated. */
  readonly title: string;
  /** Resources of the stack. */
  readonly resources: readonly Selector[];
  /** Ids of rules of the policy pack. */
  readonly rules: readonly string[];
  /** Beginnings of test titles, for example `LOG-82`; each has at least one test. */
  readonly tests: readonly string[];
  /** What remains for people. @default - nothing */
  readonly manual?: ManualControl;
}

/** A resource of a stack, as far as the map needs it. */
export interface MappedResource {
  /** Unique name. */
  readonly urn: string;
  /** Type token. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
}

/** A test that a row refers to. */
export interface MappedTest {
  /** Path from the root. */
  readonly file: string;
  /** Title. */
  readonly title: string;
}

/** A row with what its selectors and beginnings stand for. */
export interface ResolvedRow extends Omit<ControlRow, "resources" | "tests"> {
  /** Resources, sorted by URN. */
  readonly resources: readonly MappedResource[];
  /** Tests, sorted by file and title. */
  readonly tests: readonly MappedTest[];
}
