import type { PlanContext } from "../context";
import type { Statement } from "../document";
import { breakGlass } from "../keys/service-keys";
import { logicalNames } from "../naming";
import { planRole, type RolePlan } from "./roles";
import { trustPeople } from "./trust";

/** Seconds that a second factor counts for: whoever breaks the glass has just shown it. */
const mfaSeconds = 900;

/** The role that reads secrets when their readers are locked out; none where nobody may assume it. */
export function planBreakGlassRole(context: PlanContext): readonly RolePlan[] {
  return breakGlass(context).map((name) =>
    planRole({
      key: "break-glass",
      service: undefined,
      name,
      description: "Reads secrets when their readers are locked out",
      trust: trustPeople(context.config.identity.people.breakGlass, mfaSeconds),
      permissions: readEverySecret(context),
      tags: context.tags,
    }),
  );
}

function readEverySecret({ config, environment, names }: PlanContext): readonly Statement[] {
  const owners = Object.entries(config.services).filter(([, { secrets }]) => secrets.length > 0);
  const { project, stack, region } = environment;
  return [
    {
      Sid: "ReadSecrets",
      Effect: "Allow",
      Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
      Resource: owners.flatMap(([service, { secrets }]) =>
        secrets.map((secret) => names.secretArn(service, secret)),
      ),
    },
    {
      Sid: "DecryptSecrets",
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource: owners.map(([service]) => ({ ref: logicalNames.serviceKey(service, "secrets") })),
      Condition: {
        StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` },
        StringLike: {
          "kms:EncryptionContext:SecretARN": names.arn(
            "secretsmanager",
            `secret:${project}/${stack}/*`,
          ),
        },
      },
    },
  ];
}
