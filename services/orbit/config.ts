import * as z from "zod/mini";
import { inboundMeanings, inboundNeeds, inboundShape } from "../http/inbound";
import { listeningMeanings, listeningNeeds, listeningShape } from "../http/listening";
import { type Environment, readSettings } from "../http/settings";

const shape = {
  ...listeningShape,
  AWS_REGION: z.string().check(z.regex(/^[a-z0-9-]{4,32}$/)),
  AXON_URL: z.string().check(z.regex(/^https:\/\/[a-z0-9.-]+(:\d{1,5})?\/[!-~]*$/)),
  AXON_SIGNING: z._default(
    z.enum(["vpc-lattice-svcs", "lambda", "execute-api"]),
    "vpc-lattice-svcs",
  ),
  GOVERNANCE_ALIAS_ARN: z
    .string()
    .check(z.regex(/^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]{1,64}:[\w-]{1,128}$/)),
  ACCESS_ROLE_ARN: z.optional(
    z.string().check(z.regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[!-~]{1,512}$/)),
  ),
  AXON_SERVICE_ARN: z.optional(
    z
      .string()
      .check(z.regex(/^arn:aws[a-z-]*:vpc-lattice:[a-z0-9-]+:\d{12}:service\/svc-[0-9a-z]{17}$/)),
  ),
  IDENTITY_TOKEN_AUDIENCE: z.optional(z.string().check(z.minLength(1), z.maxLength(128))),
};

const meanings = {
  ...listeningMeanings,
  INBOUND:
    "governed: orbit works for verified calls alone; network: for whoever security groups let reach its port",
  AWS_REGION: "AWS region that calls are signed for, such as us-east-1",
  AXON_URL: "https:// address of axon's /reason",
  AXON_SIGNING:
    "who verifies the signature: vpc-lattice-svcs, lambda or execute-api; default vpc-lattice-svcs",
  GOVERNANCE_ALIAS_ARN: "ARN of orbit's own alias of the governance function",
  ACCESS_ROLE_ARN: "ARN of the access role for axon; default: calls are signed by the task's role",
  AXON_SERVICE_ARN:
    "ARN of axon's service of VPC Lattice, which sessions of the access role are limited to",
  IDENTITY_TOKEN_AUDIENCE: "audience of the web-identity token for axon; default: none is sent",
} as const;

const orbitNeeds = (environment: Environment): Readonly<Record<string, string>> => ({
  ...listeningNeeds(environment),
  ...(environment["ACCESS_ROLE_ARN"] !== undefined && {
    AXON_SERVICE_ARN: "with ACCESS_ROLE_ARN",
  }),
});

const networkSettings = {
  schema: z.object({ ...shape, INBOUND: z.literal("network") }),
  meanings,
  needs: orbitNeeds,
};

const governedSettings = {
  schema: z.object({ ...shape, INBOUND: z.literal("governed"), ...inboundShape }),
  meanings: { ...meanings, ...inboundMeanings },
  needs: (environment: Environment) => ({
    ...orbitNeeds(environment),
    ...inboundNeeds(environment),
  }),
};

/** Settings of orbit, by the names of their variables; those of verification only where calls are verified. */
export type OrbitConfig =
  | z.output<typeof networkSettings.schema>
  | z.output<typeof governedSettings.schema>;

/**
 * Reads orbit's settings.
 * @throws SettingsError with every problem at once.
 */
export const readOrbitConfig = (environment: Environment): OrbitConfig =>
  environment["INBOUND"] === "governed"
    ? readSettings(governedSettings, environment)
    : readSettings(networkSettings, environment);
