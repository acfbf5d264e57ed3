import type * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as engine from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Deployment } from "./deployment";
import { unary } from "./monitor";

/** Something the program or a policy pack wanted to say. */
export interface Diagnostic {
  /** How bad it is. */
  readonly severity: "debug" | "info" | "warning" | "error";
  /** The message, as written. */
  readonly message: string;
  /** The resource it is about; empty when it is about the program. */
  readonly urn: string;
}

const severities = ["debug", "info", "warning", "error"] as const;

/** Adds Pulumi's Engine service to a server: logs and the stack's root resource. */
export function addEngine(
  server: grpc.Server,
  deployment: Pick<Deployment, "root">,
  log: (diagnostic: Diagnostic) => void,
): void {
  server.addService(EngineService, {
    log: unary((request: engine.LogRequest) => {
      const severity = severities[request.getSeverity()];
      log({ severity, message: request.getMessage(), urn: request.getUrn() });
      return new Empty();
    }),
    getRootResource: unary(() => {
      const response = new engine.GetRootResourceResponse();
      response.setUrn(deployment.root ?? "");
      return response;
    }),
    setRootResource: unary((request: engine.SetRootResourceRequest) => {
      deployment.root = request.getUrn();
      return new engine.SetRootResourceResponse();
    }),
    startDebugging: unary(() => new Empty()),
    requirePulumiVersion: unary(() => new engine.RequirePulumiVersionResponse()),
  });
}
