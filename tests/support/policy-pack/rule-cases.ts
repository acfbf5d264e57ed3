import type { PackConfiguration } from "../../../policy-pack/engine/configuration";
import { defaultConfiguration } from "../../../policy-pack/engine/configuration";
import type { Finding } from "../../../policy-pack/engine/finding";
import type { Rule, StackResource } from "../../../policy-pack/engine/rule";
import { Session } from "../../../policy-pack/engine/session";

/** A stack and what a rule must say of it. */
export interface RuleCase {
  /** Requirement of the specification that the case shows, such as `POL-111`. @default - none in particular */
  readonly requirement?: string;
  /** What is special about the stack. */
  readonly title: string;
  /** Its resources, parents first. */
  readonly resources: readonly StackResource[];
  /** What the rule must say: nothing, a violation, or that it cannot decide. */
  readonly verdict: "pass" | "fail" | "undecided";
  /** JSON pointer of the first finding. @default - any */
  readonly path?: string;
  /** Text that the first finding's message must hold. @default - any */
  readonly message?: RegExp;
  /** Text that the first finding's fix must hold. @default - any */
  readonly fix?: RegExp;
  /** Level of the first finding. @default - any */
  readonly level?: "advisory" | "mandatory";
  /** How many findings there are. @default - any number */
  readonly count?: number;
  /** Pack configuration. @default - the pack's own */
  readonly configuration?: Partial<PackConfiguration>;
  /** Whether the stack is updated, not previewed. @default false */
  readonly isUpdate?: boolean;
}

/** A rule with its cases. */
export interface RuleCases {
  /** The rule. */
  readonly rule: Rule;
  /** Its cases. */
  readonly cases: readonly RuleCase[];
}

/** Pairs a rule with its cases; tests/policy-pack/rules.test.ts runs whatever `*.cases.ts` exports. */
export const ruleCases = (rule: Rule, cases: readonly RuleCase[]): RuleCases => ({ rule, cases });

/** Rule of the finding that says that a rule threw: no case expects that. */
const crashed = "pack/rule-crash";

/** The day on which all cases are judged. */
export const today = "2026-11-24";

/** What a rule finds in a stack, through the same session as in a preview. */
export function findingsOf(
  rule: Rule,
  {
    resources,
    configuration,
    isUpdate = false,
  }: Pick<RuleCase, "resources" | "configuration" | "isUpdate">,
): readonly Finding[] {
  const settings = { ...defaultConfiguration, ...configuration };
  const session = new Session([rule], settings, { today, isUpdate });
  const single = resources.flatMap((resource) => session.judgeResource(resource));
  // The end of the stack brings outputs, as the engine does.
  const deployed = resources.map((resource) => ({ ...resource, properties: resource.outputs }));
  return [...single, ...session.judgeStack(deployed)].filter(
    ({ rule: id }) => id === rule.id || id === crashed,
  );
}

/** What a case can be compared with: a finding, or a violation that the runtime reported. */
export type Outcome = Pick<Finding, "rule" | "path" | "message" | "fix" | "level"> & {
  readonly verdict: string;
};

/** What contradicts a case; empty when the rule says what it must. */
export function contradictions(
  expected: RuleCase,
  outcomes: readonly Outcome[],
): readonly string[] {
  const verdicts = [...new Set(outcomes.map(({ verdict }) => verdict))].sort();
  const [first] = outcomes;
  const wanted = expected.verdict === "pass" ? [] : [expected.verdict];
  return [
    ...outcomes.filter(({ rule }) => rule === crashed).map(({ message }) => message),
    ...differing("verdict", verdicts.join(), wanted.join()),
    ...differing("count", outcomes.length, expected.count),
    ...differing("path", first?.path, expected.path),
    ...differing("level", first?.level, expected.level),
    ...differing("message", first?.message, expected.message),
    ...differing("fix", first?.fix, expected.fix),
  ];
}

function differing(
  what: string,
  given: string | number | undefined,
  wanted: string | number | RegExp | undefined,
): readonly string[] {
  const holds =
    wanted instanceof RegExp
      ? wanted.test(String(given))
      : wanted === undefined || wanted === given;
  return holds ? [] : [`${what}: ${String(given)}, not ${String(wanted)}`];
}
