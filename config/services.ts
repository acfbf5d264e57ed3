import { z } from "zod";
import { foundationModelArn, modelArn, port, serviceName } from "./formats";
import { rotationSchema } from "./rotation";

const secretSchema = z.union([
  serviceName,
  z.strictObject({
    name: serviceName.meta({ description: "Name of the secret." }),
    rotation: rotationSchema.meta({ description: "How its value is replaced." }),
  }),
]);

// Source: "Prerequisites for inference profiles" and "Geographic cross-Region inference", Amazon Bedrock User Guide.
const modelSchema = z.strictObject({
  arn: modelArn.meta({
    description:
      "ARN that the service names in its requests, without wildcards: a foundation model, such as arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0, or an inference profile of this account, such as arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0. It is in the Region of the stack, which alone the endpoint leads to.",
  }),
  foundationModels: z.array(foundationModelArn).default([]).meta({
    description:
      "For an inference profile alone, and required there: ARNs of the foundation model in every Region that the profile routes to, this Region included; for a global profile also the ARN without a Region. They may be used through the profile only. @default none",
  }),
});

/** One workload of the service graph. */
export const serviceSchema = z.strictObject({
  tier: z.enum(["private", "axon-runtime"]).meta({
    description:
      "Where the service runs. `private` reaches the Internet through NAT; `axon-runtime` has no route to or from the Internet.",
  }),
  port: port
    .default(8443)
    .meta({ description: "TCP port the service listens on with TLS. @default 8443" }),
  secrets: z.array(secretSchema).default([]).meta({
    description:
      "Secrets that only this service may read: a name alone for a value that is generated, or a name and how the value is replaced. @default none",
  }),
  models: z.array(modelSchema).default([]).meta({
    description:
      "Models of Amazon Bedrock that the service may ask, and no other. The first one of the stack adds an endpoint of Bedrock to the network. @default none",
  }),
});

/** Workloads by name. */
export const servicesSchema = z.record(serviceName, serviceSchema).meta({
  description: "The workloads. The name becomes part of role, key and security-group names.",
});

/** One operation that a caller may perform on a callee. */
const operationSchema = z.strictObject({
  method: z
    .enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
    .meta({ description: "HTTP method." }),
  path: z
    .string()
    .regex(/^\/[A-Za-z0-9/_.~-]*$/)
    // With service and method it makes an operation id of at most 128 characters, which governance takes.
    .max(100)
    .meta({
      description:
        "Exact request path, without wildcards, at most 100 characters, for example /reason.",
    }),
  intent: serviceName.meta({
    description:
      "What the governance decision is asked for, for example reason: the action of its policy. An operation has the same intent for all its callers; the same intent may stand for several operations of a callee.",
  }),
});

/** A flow that is allowed; everything else is denied. */
export const edgeSchema = z.strictObject({
  from: serviceName.meta({ description: "The calling service." }),
  to: serviceName.meta({ description: "The called service." }),
  protocol: z.literal("https").default("https").meta({ description: "Transport. @default https" }),
  auth: z.enum(["iam", "mutual-tls"]).optional().meta({
    description:
      "How the mesh verifies the caller: `iam` by SigV4, with credentials of a role for this edge, which vpc-lattice alone can do; `mutual-tls` by the name in its certificate, which app-mesh alone can do. @default by mesh.backend: vpc-lattice iam, app-mesh mutual-tls",
  }),
  operations: z
    .array(operationSchema)
    .min(1)
    .meta({ description: "What the caller may do on this edge." }),
});

/** All allowed flows between services. */
export const edgesSchema = z.array(edgeSchema).default([]).meta({
  description: "Allowed calls between services. What is not listed is denied in every layer.",
});
