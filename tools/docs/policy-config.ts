import { catalog } from "../../policy-pack/catalog";
import { reportFormats } from "../../policy-pack/engine/configuration";
import type { Param, Rule } from "../../policy-pack/engine/rule";

type JsonSchema = Readonly<Record<string, unknown>>;

const text = (description: string): JsonSchema => ({ description, type: "string", pattern: "\\S" });
const flag = (description: string): JsonSchema => ({
  description,
  type: "boolean",
  default: false,
});
const texts = (description: string, pattern: string): JsonSchema => ({
  description,
  type: "array",
  items: { type: "string", pattern },
  default: [],
});

const level = { enum: ["advisory", "mandatory", "disabled"] };
const onUndecided = { enum: ["fail", "warn", "defer"] };

/** JSON Schema of a file for `--policy-pack-config`, generated from the rules. */
export function policyConfigSchema(rules: readonly Rule[] = catalog): JsonSchema {
  const sorted = [...rules].sort((left, right) => (left.id < right.id ? -1 : 1));
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Policy pack configuration",
    description: "Settings of the policy `resources`, which hold for the whole pack.",
    type: "object",
    properties: {
      resources: {
        type: "object",
        properties: {
          ...settings,
          rules: {
            description: "Settings by rule.",
            type: "object",
            properties: Object.fromEntries(sorted.map((rule) => [rule.id, ruleSchema(rule)])),
            additionalProperties: false,
          },
        },
        additionalProperties: false,
      },
    },
    additionalProperties: false,
  };
}

const settings: Readonly<Record<string, JsonSchema>> = {
  profile: {
    description: "Named set of rule settings.",
    enum: ["baseline", "strict"],
    default: "baseline",
  },
  accounts: texts("Accounts that are ours, beside those that providers allow.", "^\\d{12}$"),
  organizations: texts("Organizations that are ours.", "^o-[a-z0-9]{10,32}$"),
  waivers: {
    description: "Findings that are accepted for a while.",
    type: "array",
    items: waiverSchema(),
    default: [],
  },
  ignoreWaivers: flag("Judge as if there were no waivers."),
  allowInlineWaivers: flag("Whether waivers in components' `zeroTrust` inputs count."),
  approvers: texts("Who may approve waivers; nobody: every waiver is refused.", "\\S"),
  maxWaiverDays: {
    description: "Days a waiver may last from the day of judging.",
    type: "integer",
    minimum: 1,
    maximum: 366,
    default: 90,
  },
  reports: {
    description: "Reports to write when the stack has been judged.",
    type: "array",
    items: {
      type: "object",
      properties: {
        format: { description: "Format.", enum: reportFormats },
        file: text("File, absolute or relative to the folder of the pack."),
      },
      required: ["format", "file"],
      additionalProperties: false,
    },
    default: [],
  },
  explanations: {
    description: "Questions to answer when the stack has been judged.",
    type: "array",
    items: {
      type: "object",
      properties: {
        question: text("Question, such as `orbit kms:Decrypt key/axon`."),
        file: text("File for the answer, absolute or relative to the folder of the pack."),
      },
      required: ["question", "file"],
      additionalProperties: false,
    },
    default: [],
  },
  failOnAdvisory: flag("Whether advisory findings stop a deployment as mandatory ones do."),
  date: {
    description:
      "The day of judging, for reports that must not change with the day. Default: today.",
    type: "string",
    format: "date",
  },
};

function waiverSchema(): JsonSchema {
  const required = {
    rule: text("Rule; no pattern."),
    urn: text("Resource; only its stack may be `*`."),
    reason: text("Why the finding is accepted."),
    owner: text("Who answers for it."),
    ticket: text("Where it is tracked."),
    approver: text("One of `approvers`, and not the owner."),
    expires: { description: "Last day.", type: "string", format: "date" },
  };
  return {
    type: "object",
    properties: {
      ...required,
      path: { description: "Semantic path of the finding.", type: "string" },
      value: { description: "Value of the finding.", type: "string" },
      fingerprint: { description: "Fingerprint of the finding.", type: "string" },
    },
    required: Object.keys(required),
    anyOf: [{ required: ["fingerprint"] }, { required: ["path", "value"] }],
    additionalProperties: false,
  };
}

function ruleSchema(rule: Rule): JsonSchema {
  const isMandatory = rule.level === "mandatory";
  const weakened = [
    {
      properties: { level: { enum: isMandatory ? ["advisory", "disabled"] : ["disabled"] } },
      required: ["level"],
    },
    ...(isMandatory && rule.onUndecided === "fail"
      ? [{ properties: { onUndecided: { enum: ["warn", "defer"] } }, required: ["onUndecided"] }]
      : []),
  ];
  return {
    description: rule.title,
    type: "object",
    properties: {
      level: { ...level, description: "Level instead of the rule's own.", default: rule.level },
      onUndecided: {
        ...onUndecided,
        description: "What undecided does.",
        default: rule.onUndecided,
      },
      params: {
        type: "object",
        properties: Object.fromEntries(
          Object.entries(rule.params).map(([name, param]) => [name, paramSchema(param)]),
        ),
        additionalProperties: false,
      },
      reason: text("Why the rule is weaker than the profile asks. Required where it is."),
    },
    additionalProperties: false,
    if: { anyOf: weakened },
    then: { required: ["reason"] },
  };
}

const paramSchema = ({ type, description, minimum, strict, ...param }: Param): JsonSchema => ({
  description:
    strict === undefined
      ? description
      : `${description} In profile strict: ${JSON.stringify(strict)}.`,
  type,
  ...(minimum !== undefined && { minimum }),
  default: param.default,
});
