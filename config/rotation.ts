import { z } from "zod";
import { cidr4, port } from "./formats";

const hostName = z
  .string()
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/)
  .max(253);

// What PostgreSQL takes without quotes: at most 63 bytes, and lower case, as it folds the rest.
const postgresName = z
  .string()
  .regex(/^[a-z_][a-z0-9_]*$/)
  .max(63);

const postgres = {
  host: hostName.meta({
    description:
      "DNS name of the PostgreSQL server, which its certificate carries: the server is always verified.",
  }),
  port: port.default(5432).meta({ description: "TCP port of the server. @default 5432" }),
  database: postgresName.meta({ description: "Database that is connected to." }),
  cidr: cidr4.meta({
    description:
      "Addresses of the subnets that the server stands in, inside network.cidr and outside the tiers of the estate: its last quarter is free. The rotation function may connect there, on this port alone.",
  }),
};

const generated = z.strictObject({
  strategy: z.literal("generated").meta({
    description: "A random text of 48 letters and digits, which no other system has to learn.",
  }),
});

const postgresSingle = z.strictObject({
  strategy: z.literal("postgres-single").meta({
    description:
      "A PostgreSQL user that changes its own password. Between the change and the new version, a few seconds, the old value fails.",
  }),
  ...postgres,
  username: postgresName.meta({ description: "The user." }),
});

const postgresDual = z.strictObject({
  strategy: z.literal("postgres-dual").meta({
    description:
      "Two PostgreSQL users by turns: an administrator changes the password of the one that is not in use, so that no value fails.",
  }),
  ...postgres,
  usernames: z
    .tuple([postgresName, postgresName])
    .meta({ description: "The two users, with the same rights." }),
  administratorSecretArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+-[A-Za-z0-9]{6}$/)
    .meta({
      description:
        "ARN, with the six characters at its end, of the secret of a user who may change both passwords. It exists outside this stack.",
    }),
  administratorKeyArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[a-z0-9-]+$/)
    .meta({
      description:
        "ARN of the key that encrypts it. Its policy must let the rotation role decrypt through Secrets Manager.",
    }),
});

const httpProvider = z.strictObject({
  strategy: z.literal("http-provider").meta({
    description:
      "A provider on the Internet that issues values: its four endpoints below the URL are called with the current value as bearer. Not for a service with a database secret: its rotation function stands in the VPC, from where nothing leads to the Internet.",
  }),
  // Neither credentials, nor an address in place of a name, nor a query.
  url: z
    .string()
    .regex(/^https:\/\/([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(:\d{1,5})?(\/[\w.~-]+)*$/)
    .max(200)
    .meta({
      description: "Base URL without slash at its end, for example https://keys.example.com/v1.",
    }),
});

/** How the value of a secret is replaced. */
export const rotationSchema = z.discriminatedUnion("strategy", [
  generated,
  postgresSingle,
  postgresDual,
  httpProvider,
]);

/** How the value of a secret is replaced, with defaults filled in. */
export type Rotation = z.output<typeof rotationSchema>;
