import { createRequire } from "node:module";
import type { ViolationProbe } from "./self-test";
import { probeRule } from "./self-test";

/*
 * The parts of the SDK that its type declarations leave out. Everything here is tried at start; a pack in
 * an SDK that lacks them says so and falls back.
 */
const load = createRequire(__filename);

/** Wraps properties as the SDK does before it shows them to a policy: reading an unknown value throws. */
export function proxied(properties: object): object {
  const { unknownCheckingProxy } = load("@pulumi/policy") as {
    readonly unknownCheckingProxy: (value: object) => object;
  };
  return unknownCheckingProxy(properties);
}

type Analyze = (
  call: { readonly request: unknown },
  callback: (error: unknown, response: AnalyzeResponse) => void,
) => unknown;

interface AnalyzeResponse {
  readonly getDiagnosticsList: () => readonly {
    readonly getPolicyname: () => string;
    readonly getEnforcementlevel: () => number;
  }[];
}

interface ProbePolicy {
  readonly name: string;
  readonly description: string;
  readonly validateResource: (args: unknown, report: (violation: object) => void) => void;
}

interface PolicyServer {
  readonly makeAnalyzeRpcFun: (
    name: string,
    version: string,
    ...rest: readonly [level: string, policies: readonly ProbePolicy[]]
  ) => Analyze;
}

interface AnalyzerMessages {
  readonly AnalyzeRequest: new () => {
    readonly setProperties: (value: unknown) => void;
    readonly setOptions: (value: unknown) => void;
  };
  readonly AnalyzerResourceOptions: new () => unknown;
  readonly EnforcementLevel: { readonly ADVISORY: number };
}

/** Reports one violation in object form through the SDK's own analysis, and reads what came out. */
export const probeViolation: ViolationProbe = () => {
  const { makeAnalyzeRpcFun } = load("@pulumi/policy/server") as PolicyServer;
  const messages = load("@pulumi/pulumi/proto/analyzer_pb") as AnalyzerMessages;
  const { Struct } = load("google-protobuf/google/protobuf/struct_pb.js") as {
    readonly Struct: new () => unknown;
  };
  const policy: ProbePolicy = {
    name: "probe",
    description: "",
    validateResource: (_args, report) => {
      report({ name: probeRule, message: "probe", enforcementLevel: "advisory" });
    },
  };
  const analyze = makeAnalyzeRpcFun("probe", "0.0.0", "mandatory", [policy]);
  const request = new messages.AnalyzeRequest();
  request.setProperties(new Struct());
  request.setOptions(new messages.AnalyzerResourceOptions());
  return new Promise((resolve, reject) => {
    analyze({ request }, (error, response) => {
      const [diagnostic] = error ? [] : response.getDiagnosticsList();
      if (diagnostic === undefined) reject(new Error("The SDK reported nothing."));
      else {
        const isAdvisory = diagnostic.getEnforcementlevel() === messages.EnforcementLevel.ADVISORY;
        resolve({ rule: diagnostic.getPolicyname(), level: isAdvisory ? "advisory" : "other" });
      }
    });
  });
};
