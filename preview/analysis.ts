import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { stackType } from "./engine/urn";
import { toStruct } from "./engine/values";
import type { Finding } from "./findings";
import { splitMessage } from "./findings";
import type { GraphResource } from "./graph";
import type { PolicyPack } from "./process/policy-pack";
import { call } from "./process/policy-pack";

/** Finds a resource by its URN. */
export type ResourceLookup = (urn: string) => GraphResource | undefined;

/** Judges one resource by its inputs, as the engine does before it would be created. */
export async function analyzeResource(
  pack: PolicyPack,
  resource: GraphResource,
  lookup: ResourceLookup,
): Promise<readonly Finding[]> {
  const request = analyzeRequest(resource, lookup);
  const response = await call<analyzer.AnalyzeResponse>((done) =>
    pack.client.analyze(request, done),
  );
  return response.getDiagnosticsList().map((diagnostic) => findingOf(diagnostic, resource.urn));
}

/** What a pack is told of one resource. */
export function analyzeRequest(
  resource: GraphResource,
  lookup: ResourceLookup,
): analyzer.AnalyzeRequest {
  const request = new analyzer.AnalyzeRequest();
  request.setType(resource.type);
  request.setUrn(resource.urn);
  request.setName(resource.name);
  request.setProperties(toStruct(resource.inputs));
  request.setOptions(optionsOf(resource));
  request.setProvider(providerOf(resource, lookup));
  return request;
}

/** Judges the whole stack by its outputs, once everything is declared. */
export async function analyzeStack(
  pack: PolicyPack,
  resources: readonly GraphResource[],
  lookup: ResourceLookup,
): Promise<readonly Finding[]> {
  const root = resources.find(({ type }) => type === stackType)?.urn ?? "";
  const request = new analyzer.AnalyzeStackRequest();
  request.setResourcesList(resources.map((resource) => stackResource(resource, lookup)));
  const response = await call<analyzer.AnalyzeResponse>((done) =>
    pack.client.analyzeStack(request, done),
  );
  return response.getDiagnosticsList().map((diagnostic) => findingOf(diagnostic, root));
}

function stackResource(resource: GraphResource, lookup: ResourceLookup): analyzer.AnalyzerResource {
  const message = new analyzer.AnalyzerResource();
  message.setType(resource.type);
  message.setUrn(resource.urn);
  message.setName(resource.name);
  message.setProperties(toStruct(resource.outputs));
  message.setOptions(optionsOf(resource));
  message.setProvider(providerOf(resource, lookup));
  message.setParent(resource.parent ?? "");
  message.setDependenciesList([...resource.dependencies]);
  for (const [property, urns] of Object.entries(resource.propertyDependencies)) {
    if (urns.length === 0) continue;
    const dependencies = new analyzer.AnalyzerPropertyDependencies();
    dependencies.setUrnsList([...urns]);
    message.getPropertydependenciesMap().set(property, dependencies);
  }
  return message;
}

function optionsOf({ options, parent }: GraphResource): analyzer.AnalyzerResourceOptions {
  const message = new analyzer.AnalyzerResourceOptions();
  message.setProtect(options.protect);
  message.setIgnorechangesList([...options.ignoreChanges]);
  message.setAdditionalsecretoutputsList([...options.additionalSecretOutputs]);
  // No aliases: the engine sends the URNs of existing resources that matched, and a first preview has none.
  message.setDeletebeforereplace(options.deleteBeforeReplace ?? false);
  message.setDeletebeforereplacedefined(options.deleteBeforeReplace !== undefined);
  message.setParent(parent ?? "");
  message.setCustomtimeouts(timeoutsOf(options));
  return message;
}

function timeoutsOf({ customTimeouts }: GraphResource["options"]) {
  const message = new analyzer.AnalyzerResourceOptions.CustomTimeouts();
  message.setCreate(customTimeouts.createSeconds);
  message.setUpdate(customTimeouts.updateSeconds);
  message.setDelete(customTimeouts.deleteSeconds);
  return message;
}

function providerOf({ provider }: GraphResource, lookup: ResourceLookup) {
  const resource = provider === undefined ? undefined : lookup(provider);
  if (resource === undefined) return undefined;
  const message = new analyzer.AnalyzerProviderResource();
  message.setType(resource.type);
  message.setUrn(resource.urn);
  message.setName(resource.name);
  message.setProperties(toStruct(resource.inputs));
  return message;
}

const severities = ["unspecified", "low", "medium", "high", "critical"] as const;

function findingOf(diagnostic: analyzer.AnalyzeDiagnostic, urn: string): Finding {
  const { message, labels } = splitMessage(diagnostic.getMessage());
  return {
    policyPack: diagnostic.getPolicypackname(),
    rule: diagnostic.getPolicyname(),
    level:
      diagnostic.getEnforcementlevel() === analyzer.EnforcementLevel.ADVISORY
        ? "advisory"
        : "mandatory",
    severity: severities[diagnostic.getSeverity()],
    verdict: labels.verdict === "undecided" ? "undecided" : "fail",
    urn: diagnostic.getUrn() === "" ? urn : diagnostic.getUrn(),
    path: labels.path ?? "",
    message,
    why: labels.why ?? diagnostic.getDescription(),
    fix: labels.fix ?? "",
    waived: labels.waived ?? "",
  };
}
