import { z } from "zod";
import { governanceSchema } from "./governance";
import { identitySchema } from "./identity";
import { meshSchema } from "./mesh";
import { networkSchema } from "./network";
import { accountBaselineSchema, incidentResponseSchema, monitoringSchema } from "./operations";
import { keysSchema, secretsSchema } from "./security";
import { edgesSchema, servicesSchema } from "./services";

/** The whole configuration of a stack, below the project's namespace. */
export const configSchema = z.strictObject({
  environment: z.enum(["dev", "prod"]).meta({
    description:
      "Profile of defaults: `dev` is cost-lean, `prod` strict. See docs/configuration.md for the differences.",
  }),
  network: networkSchema,
  services: servicesSchema,
  edges: edgesSchema,
  mesh: meshSchema,
  governance: governanceSchema,
  identity: identitySchema,
  keys: keysSchema,
  secrets: secretsSchema,
  monitoring: monitoringSchema,
  incidentResponse: incidentResponseSchema,
  accountBaseline: accountBaselineSchema,
});

/** Configuration as it is written and validated, before environment defaults are filled in. */
export type WrittenConfig = z.output<typeof configSchema>;
