import * as grpc from "@grpc/grpc-js";
import { CallResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { StackDefinition } from "../stack-file";
import type { Deployment } from "./deployment";
import type { InvokeAnswers } from "./invokes";
import { answerInvoke, unansweredInvoke } from "./invokes";
import { decodeRead, decodeRegistration } from "./registration";
import type { StackOutputs } from "./stack-reference";
import { readStackReference, stackReferenceType } from "./stack-reference";
import { fromStruct, toStruct } from "./values";

/** What the monitor answers from. */
export interface MonitorSources {
  /** The stack under preview. */
  readonly definition: StackDefinition;
  /** Where declared resources go. */
  readonly deployment: Deployment;
  /** Supplied answers to invokes. */
  readonly answers: InvokeAnswers;
  /** Outputs of other stacks, by stack name. */
  readonly stackOutputs: StackOutputs;
}

const { RESOURCE_MONITOR_FEATURE_SECRETS, RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES } =
  resource.ResourceMonitorFeature;
const { RESOURCE_MONITOR_FEATURE_ALIAS_SPECS, RESOURCE_MONITOR_FEATURE_DELETED_WITH } =
  resource.ResourceMonitorFeature;

// Only what is implemented: transforms by callback, hooks and output values are denied, not pretended.
const features = [
  RESOURCE_MONITOR_FEATURE_SECRETS,
  RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  RESOURCE_MONITOR_FEATURE_DELETED_WITH,
];
const featureIds: ReadonlySet<string> = new Set([
  "secrets",
  "resourceReferences",
  "aliasSpecs",
  "deletedWith",
]);

/** Adds Pulumi's ResourceMonitor service to a server: what a program talks to while it runs. */
export function addResourceMonitor(server: grpc.Server, sources: MonitorSources): void {
  const { deployment, definition } = sources;
  server.addService(ResourceMonitorService, {
    getDeploymentInfo: unary(() => deploymentInfo(definition)),
    supportsFeature: unary((request: resource.SupportsFeatureRequest) => {
      const response = new resource.SupportsFeatureResponse();
      response.setHassupport(featureIds.has(request.getId()));
      return response;
    }),
    registerResource: unary((request: resource.RegisterResourceRequest) =>
      registerResource(request, sources),
    ),
    registerResourceOutputs: unary((request: resource.RegisterResourceOutputsRequest) => {
      deployment.registerOutputs(request.getUrn(), fromStruct(request.getOutputs()));
      return new Empty();
    }),
    readResource: unary((request: resource.ReadResourceRequest) => readResource(request, sources)),
    invoke: unary((request: resource.ResourceInvokeRequest) => invoke(request, sources)),
    call: unary((request: resource.ResourceCallRequest) => callMethod(request, sources)),
    registerStackTransform: unimplemented("Transforms registered with the engine"),
    registerStackInvokeTransform: unimplemented("Invoke transforms"),
    registerResourceHook: unimplemented("Resource hooks"),
    registerErrorHook: unimplemented("Error hooks"),
    registerPackage: unimplemented("Parameterised packages"),
    signalAndWaitForShutdown: unary(() => new Empty()),
  });
}

function deploymentInfo(definition: StackDefinition): resource.DeploymentInfo {
  const info = new resource.DeploymentInfo();
  info.setProject(definition.project);
  info.setStack(definition.stack);
  info.setOrganization("organization");
  info.setDryrun(true);
  info.setSupportedfeaturesList(features);
  return info;
}

async function registerResource(
  request: resource.RegisterResourceRequest,
  { deployment }: MonitorSources,
) {
  const declared = await deployment.register(decodeRegistration(request));
  const response = new resource.RegisterResourceResponse();
  response.setUrn(declared.urn);
  // No id: it is unknown until the resource exists, and the SDK takes it so during a preview.
  response.setObject(toStruct(declared.outputs));
  return response;
}

async function readResource(request: resource.ReadResourceRequest, sources: MonitorSources) {
  const declared = await sources.deployment.register(decodeRead(request));
  const response = new resource.ReadResourceResponse();
  response.setUrn(declared.urn);
  const outputs =
    declared.type === stackReferenceType
      ? readStackReference(declared.inputs, sources.stackOutputs)
      : declared.inputs;
  response.setProperties(toStruct(outputs));
  return response;
}

function invoke(request: resource.ResourceInvokeRequest, sources: MonitorSources) {
  const token = request.getTok();
  const result = answerInvoke(token, fromStruct(request.getArgs()), sources);
  if (result === undefined) throw new Error(unansweredInvoke(token));
  const response = new resource.ResourceInvokeResponse();
  response.setReturn(toStruct(result));
  return response;
}

// A method runs inside a provider: only a supplied answer can stand in for it.
function callMethod(request: resource.ResourceCallRequest, { answers }: MonitorSources) {
  const result = answers[request.getTok()];
  if (result === undefined) throw new Error(unansweredInvoke(request.getTok()));
  const response = new CallResponse();
  response.setReturn(toStruct(result));
  return response;
}

/** A handler that answers with what `handle` returns, and with its message when it throws. */
export function unary<Request, Response>(
  handle: (request: Request) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
  return ({ request }, callback) => {
    // Inside a promise, so that what `handle` throws at once is answered like what it rejects with.
    new Promise<Response>((resolve) => {
      resolve(handle(request));
    }).then(
      (response) => {
        callback(null, response);
      },
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        callback({ code: grpc.status.UNKNOWN, details: message });
      },
    );
  };
}

function unimplemented(what: string): grpc.handleUnaryCall<unknown, never> {
  return (_call, callback) => {
    const details = `${what} are not supported by the offline preview; use pulumi preview.`;
    callback({ code: grpc.status.UNIMPLEMENTED, details });
  };
}
