import { z } from "zod";
import { present } from "./engine/values";
import type { PreviewResult } from "./index";

const findingSchema = z.strictObject({
  policyPack: z.string().meta({ description: "Policy pack that found it." }),
  rule: z.string().meta({ description: "Rule, or policy name." }),
  level: z.enum(["advisory", "mandatory"]).meta({ description: "Whether it stops a deployment." }),
  severity: z.enum(["unspecified", "low", "medium", "high", "critical"]),
  verdict: z.enum(["fail", "undecided"]),
  urn: z.string().meta({ description: "Resource; empty when it is about the whole stack." }),
  path: z
    .string()
    .meta({ description: "JSON pointer into the resource's properties; may be empty." }),
  message: z.string(),
  why: z.string(),
  fix: z.string(),
  waived: z
    .string()
    .meta({ description: "Under which terms a waiver hides it; empty when none does." }),
});

/** The report that `--json` writes. */
export const reportSchema = z
  .strictObject({
    version: z.literal(1).meta({ description: "Version of this format." }),
    project: z.string(),
    stack: z.string(),
    policyPacks: z.array(z.string()).meta({ description: "Packs that judged, as name@version." }),
    summary: z.strictObject({
      resources: z
        .int()
        .meta({ description: "Resources declared, providers and the stack included." }),
      mandatory: z
        .int()
        .meta({ description: "Findings that stop a deployment, undecided ones included." }),
      advisory: z.int().meta({ description: "Findings that do not." }),
      undecided: z.int().meta({ description: "Findings where a rule could not decide." }),
    }),
    remoteComponents: z.array(z.string()).meta({
      description:
        "URNs of components that a provider plugin builds: their children are not known offline, and not judged.",
    }),
    concealedKeys: z.array(z.string()).meta({
      description: "Configuration keys with encrypted values; placeholders stood in for them.",
    }),
    outputs: z
      .record(z.string(), z.unknown())
      .meta({ description: "Stack outputs; secrets concealed." }),
    findings: z.array(findingSchema),
  })
  .meta({ title: "Preview report" });

/** A preview's report as plain data. */
export type Report = z.output<typeof reportSchema>;

/** The report of a preview. The same program gives the same report: it holds no time and no machine. */
export function reportOf(result: PreviewResult): Report {
  const { project, stack, policyPacks, findings, concealedKeys, outputs, resources } = result;
  return {
    version: 1,
    project,
    stack,
    policyPacks: [...policyPacks],
    summary: { resources: resources.length, ...countFindings(result) },
    remoteComponents: remoteComponents(resources).map(({ urn }) => urn),
    concealedKeys: [...concealedKeys],
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([key, value]) => [key, present(value)]),
    ),
    findings: findings.map((finding) => ({ ...finding })),
  };
}

/** Components whose children a provider plugin would declare. */
export const remoteComponents = (resources: PreviewResult["resources"]) =>
  resources.filter(({ remote }) => remote === true);

/** How many findings there are of each kind. */
export function countFindings({ findings }: Pick<PreviewResult, "findings">) {
  const count = (matches: (finding: PreviewResult["findings"][number]) => boolean) =>
    findings.filter(matches).length;
  return {
    mandatory: count(({ level }) => level === "mandatory"),
    advisory: count(({ level }) => level === "advisory"),
    undecided: count(({ verdict }) => verdict === "undecided"),
  };
}

/** JSON Schema of the report. */
export function reportJsonSchema(): object {
  return z.toJSONSchema(reportSchema);
}
