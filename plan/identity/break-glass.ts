import type { PlanContext } from "../context";
import type { Statement } from "../document";
import { logicalNames } from "../naming";
import { planRole, type RolePlan } from "./roles";
import { trustPeople } from "./trust";

/** Seconds that a second factor counts for: whoever breaks the glass has just shown it. */
const mfaSeconds = 900;

/** The role that reads secrets when their readers are locked out; none where nobody may assume it. */
export function planBreakGlassRole(context: PlanContext): readonly RolePlan[] {
  const { config, environment, names, tags } = context;
  const people = config.identity.people.breakGlass;
  if (people.length === 0) return [];
  // One pattern for all: a statement about each secret would not fit into a policy.
  const secrets = names.arn(
    "secretsmanager",
    `secret:${environment.project}/${environment.stack}/*`,
  );
  return [
    planRole({
      key: "break-glass",
      service: undefined,
      name: names.personRole("break-glass"),
      description: "Reads secrets when their readers are locked out",
      trust: trustPeople(people, mfaSeconds),
      permissions: [
        {
          Sid: "ReadSecrets",
          Effect: "Allow",
          Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
          Resource: [secrets],
        },
        ...decryptSecrets(context, secrets),
      ],
      tags,
    }),
  ];
}

function decryptSecrets(
  { config, environment }: PlanContext,
  secrets: string,
): readonly Statement[] {
  const owners = Object.entries(config.services)
    .filter(([, service]) => service.secrets.length > 0)
    .map(([service]) => ({ ref: logicalNames.serviceKey(service, "secrets") }));
  if (owners.length === 0) return [];
  return [
    {
      Sid: "DecryptSecrets",
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource: owners,
      Condition: {
        StringEquals: { "kms:ViaService": `secretsmanager.${environment.region}.amazonaws.com` },
        StringLike: { "kms:EncryptionContext:SecretARN": secrets },
      },
    },
  ];
}
