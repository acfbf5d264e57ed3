import { z } from "zod";

/** Which service mesh carries the edges. */
export const meshSchema = z
  .discriminatedUnion("backend", [
    z.strictObject({
      backend: z
        .literal("vpc-lattice")
        .meta({ description: "Amazon VPC Lattice with IAM authorisation." }),
    }),
    z.strictObject({
      backend: z
        .literal("app-mesh")
        .meta({ description: "AWS App Mesh with mutual TLS; only for migration." }),
      acknowledgeAppMeshEnded: z.literal(true).meta({
        description: "AWS ended App Mesh on 2026-09-30. Set to true to plan it all the same.",
      }),
      namespace: z
        .string()
        .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/)
        .meta({
          description:
            "DNS namespace of the services; a certificate carries the name service.namespace.",
        }),
    }),
  ])
  .default({ backend: "vpc-lattice" })
  .meta({ description: "The service mesh. @default vpc-lattice" });
