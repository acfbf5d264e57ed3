import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import type { Properties } from "../engine/values";
import { fromStruct, isList, isObject, toStruct } from "../engine/values";
import type { ExplanationRequest } from "../explanations";
import type { ReportRequest } from "../report-request";

/**
 * Configuration of a pack's policies, by policy name or `all`: an enforcement level, or settings of which
 * `enforcementLevel` is one. Under `all` only the level counts.
 */
export type PolicyConfig = Readonly<Record<string, string | Properties>>;

/** What the command line asks of every pack that knows such settings. */
export interface PackRequests {
  /** Reports to write. @default - none */
  readonly reports?: readonly ReportRequest[];
  /** Questions to answer. @default - none */
  readonly explanations?: readonly ExplanationRequest[];
  /** File with waivers, absolute. @default - the pack's configuration decides */
  readonly waiverFile?: string | undefined;
}

interface Settings {
  readonly level: analyzer.EnforcementLevel | undefined;
  readonly properties: Properties;
}

type Layer = ReadonlyMap<string, Settings>;

/**
 * What each policy is configured with, as the CLI does it: the defaults of the policy's schema, then what
 * the pack configures itself, then what the caller configures. The schemas themselves are not enforced.
 * Reports are added to those that a policy is already configured to write; a file of waivers takes the place of
 * a configured one.
 */
export function configureRequest(
  info: analyzer.AnalyzerInfo,
  config: PolicyConfig,
  requests: PackRequests = {},
): analyzer.ConfigureAnalyzerRequest {
  const layers = [initialLayer(info), callerLayer(config)];
  const request = new analyzer.ConfigureAnalyzerRequest();
  for (const policy of info.getPoliciesList()) {
    const { level, properties } = layers.reduce(
      (settings, layer) => apply(settings, layer, policy.getName()),
      { level: policy.getEnforcementlevel(), properties: schemaDefaults(policy) },
    );
    const entry = new analyzer.PolicyConfig();
    entry.setEnforcementlevel(level);
    entry.setProperties(toStruct(withRequests(policy, properties, requests)));
    request.getPolicyconfigMap().set(policy.getName(), entry);
  }
  return request;
}

/** Whether the policy can be configured to write reports. */
export function takesReports(policy: analyzer.PolicyInfo): boolean {
  return knows(policy, "reports");
}

/** Whether the policy can be configured to answer questions. */
export function takesQuestions(policy: analyzer.PolicyInfo): boolean {
  return knows(policy, "explanations");
}

const knows = (policy: analyzer.PolicyInfo, setting: string): boolean =>
  Object.hasOwn(fromStruct(policy.getConfigschema()?.getProperties()), setting);

function withRequests(
  policy: analyzer.PolicyInfo,
  properties: Properties,
  { reports = [], explanations = [], waiverFile }: PackRequests,
): Properties {
  const own = properties["reports"];
  const lists = [
    ["reports", [...listed(own), ...reports.map(({ format, file }) => ({ format, file }))]],
    ["explanations", explanations.map(({ question, file }) => ({ question, file }))],
  ] as const;
  return {
    ...properties,
    ...Object.fromEntries(
      lists.filter(([setting, items]) => items.length > 0 && knows(policy, setting)),
    ),
    ...(waiverFile !== undefined && knows(policy, "waiverFile") && { waiverFile }),
  };
}

const listed = (value: Properties[string] | undefined): readonly Properties[string][] =>
  value !== undefined && isList(value) ? value : [];

function apply(
  below: { readonly level: analyzer.EnforcementLevel; readonly properties: Properties },
  layer: Layer,
  policy: string,
) {
  const own = layer.get(policy);
  return {
    level: own?.level ?? layer.get("all")?.level ?? below.level,
    properties: { ...below.properties, ...own?.properties },
  };
}

function schemaDefaults(policy: analyzer.PolicyInfo): Properties {
  const schema = fromStruct(policy.getConfigschema()?.getProperties());
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, property]) => {
      const fallback = isObject(property) ? property["default"] : undefined;
      return fallback === undefined ? [] : [[key, fallback]];
    }),
  );
}

function initialLayer(info: analyzer.AnalyzerInfo): Layer {
  const layer = new Map<string, Settings>();
  info.getInitialconfigMap().forEach((entry, name) => {
    const properties = fromStruct(entry.getProperties());
    layer.set(name, { level: entry.getEnforcementlevel(), properties });
  });
  return layer;
}

const levels: Readonly<Record<string, analyzer.EnforcementLevel>> = {
  advisory: analyzer.EnforcementLevel.ADVISORY,
  mandatory: analyzer.EnforcementLevel.MANDATORY,
  disabled: analyzer.EnforcementLevel.DISABLED,
  remediate: analyzer.EnforcementLevel.REMEDIATE,
};

function callerLayer(config: PolicyConfig): Layer {
  return new Map(
    Object.entries(config).map(([name, entry]) => {
      const settings: Properties = typeof entry === "string" ? { enforcementLevel: entry } : entry;
      const { enforcementLevel, ...properties } = settings;
      const level = typeof enforcementLevel === "string" ? levels[enforcementLevel] : undefined;
      return [name, { level, properties }];
    }),
  );
}
