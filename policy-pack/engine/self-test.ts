import type { Finding, RuleFacts } from "./finding";
import { findingOf } from "./finding";
import type { RawReader } from "./raw";
import { rawReaders } from "./raw";
import type { Rule } from "./rule";
import { isUnknown, unknownSentinels, type Value } from "./value";

const facts: RuleFacts = {
  id: "pack/self-test",
  level: "mandatory",
  severity: "critical",
  onUndecided: "fail",
  why: "A pack that cannot recognise unknown values, or whose rules clash, must not be believed.",
  fix: "Use the pack with the version of @pulumi/policy it was built for.",
};

/** What the pack found out about the SDK it runs in. */
export interface SelfTest {
  /** How properties are read. */
  readonly reader: RawReader;
  /** Whether a violation may carry rule, level and severity of its own. */
  readonly acceptsObjects: boolean;
  /** What is used instead of the first choice; every report says so. */
  readonly fallbacks: readonly string[];
  /** What makes verdicts unreliable. */
  readonly findings: readonly Finding[];
}

/** What the pack needs of the SDK beside what its types declare. */
export interface SdkInternals {
  /** Wraps properties as the SDK does before it shows them to a policy. */
  readonly proxied: (properties: object) => object;
  /** Sends one violation through the SDK. */
  readonly probe: ViolationProbe;
}

/** Sends one violation through the SDK; resolves to the rule and level that came out. */
export type ViolationProbe = () => Promise<{ readonly rule: string; readonly level: string }>;

/** Rule that a probe reports; the level differs from its policy's. */
export const probeRule = "pack/probe";

/** Checks at start what every verdict relies on. */
export async function selfTest(
  rules: readonly Rule[],
  { proxied, probe }: SdkInternals,
): Promise<SelfTest> {
  const reader = rawReaders.find((candidate) => readsSentinels(candidate, proxied));
  const acceptsObjects = await acceptsObjectForm(probe);
  const ids = rules.map(({ id }) => id);
  const problems = [
    ...unknownSentinels
      .filter((sentinel) => !isUnknown(sentinel) || !isUnknown(`arn:${sentinel}/x`))
      .map((sentinel) => `The unknown value ${sentinel} is not recognised.`),
    ...(reader === undefined ? ["The SDK shows unknown values in no way that is known."] : []),
    ...ids.filter((id, at) => ids.indexOf(id) < at).map((id) => `Two rules are named ${id}.`),
  ];
  const chosen = reader ?? fallbackReader;
  return {
    reader: chosen,
    acceptsObjects,
    fallbacks: [
      ...(chosen === rawReaders[0] ? [] : [`properties are read by ${chosen.name}`]),
      ...(acceptsObjects ? [] : ["rule, severity and fingerprint stand in the violation's text"]),
    ],
    findings: problems.map((message) =>
      findingOf(facts, undefined, { verdict: "fail", path: "", message, value: message }),
    ),
  };
}

const fallbackReader: RawReader = {
  name: "plain access",
  read: (proxied) => ({ ...proxied }),
};

function readsSentinels({ read }: RawReader, proxied: SdkInternals["proxied"]): boolean {
  const sample = {
    known: { list: ["a", 1, true, null] },
    leaf: { list: [unknownSentinels[0] ?? ""] },
    ...Object.fromEntries(unknownSentinels.map((sentinel, at) => [`u${String(at)}`, sentinel])),
  } satisfies Readonly<Record<string, Value>>;
  try {
    return JSON.stringify(read(proxied(sample))) === JSON.stringify(sample);
  } catch {
    return false;
  }
}

async function acceptsObjectForm(probe: ViolationProbe): Promise<boolean> {
  try {
    const { rule, level } = await probe();
    return rule === probeRule && level === "advisory";
  } catch {
    return false;
  }
}
