import type * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import type { ResourceLookup } from "./analysis";
import { analyzeRequest } from "./analysis";
import type { Diagnostic } from "./engine/engine-service";
import type { Properties } from "./engine/values";
import { fromStruct } from "./engine/values";
import type { GraphResource } from "./graph";
import type { PolicyPack } from "./process/policy-pack";
import { call } from "./process/policy-pack";

/** What the packs made of a resource's inputs. */
export interface Remediation {
  /** The inputs after every change. */
  readonly inputs: Properties;
  /** What was changed, and by which policy. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Lets policies that remediate change a resource's inputs, one pack after another, before it is judged. */
export async function remediate(
  packs: readonly PolicyPack[],
  resource: GraphResource,
  lookup: ResourceLookup,
): Promise<Remediation> {
  let { inputs } = resource;
  const diagnostics: Diagnostic[] = [];
  for (const pack of packs.filter(({ remediates }) => remediates)) {
    const request = analyzeRequest({ ...resource, inputs }, lookup);
    const response = await call<analyzer.RemediateResponse>((done) =>
      pack.client.remediate(request, done),
    );
    for (const change of response.getRemediationsList()) {
      if (change.getDiagnostic() === "") inputs = fromStruct(change.getProperties());
      diagnostics.push(describe(change, resource.urn));
    }
  }
  return { inputs, diagnostics };
}

function describe(change: analyzer.Remediation, urn: string): Diagnostic {
  const policy = `${change.getPolicypackname()}/${change.getPolicyname()}`;
  const problem = change.getDiagnostic();
  return problem === ""
    ? { severity: "info", message: `${policy} changed the properties of ${urn}.`, urn }
    : { severity: "warning", message: `${policy} could not remediate ${urn}: ${problem}`, urn };
}
