import { z } from "zod";
import { personArn, roleArn } from "./formats";

const person = z.strictObject({
  arn: personArn.meta({
    description:
      "ARN of the IAM user, or of the role that people get from an identity provider, such as arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Security_0123456789abcdef. A role that is deleted and made anew under its name is another one to AWS: deploy again then.",
  }),
  mfa: z.enum(["iam", "identity-provider"]).default("iam").meta({
    description:
      "Who asks for the second factor. `iam`: the role's trust asks for one of the last hour, of the last 15 minutes for break-glass. For IAM users alone: the session of a role carries no word of MFA, and would be locked out. `identity-provider`: IAM Identity Center or a SAML provider asks at sign-in, and the trust cannot; for roles alone. @default iam",
  }),
});

const people = (who: string) =>
  z
    .array(person)
    .max(8)
    .default([])
    .meta({ description: `${who} At most 8. @default none: the role is not made` });

const subjects = (may: string) =>
  z
    .array(z.string().min(1).max(200))
    .max(5)
    .meta({
      description: `Exact subjects (sub) of tokens that ${may} At most 5, without wildcards. Of GitHub each names a branch or an environment: repo:ORG/REPO:ref:refs/heads/main or repo:ORG/REPO:environment:production. Repositories made, renamed or moved after 2026-07-15 have ids in it: repo:ORG@123456/REPO@456789:environment:production.`,
    });

const deploymentSchema = z.strictObject({
  issuer: z.string().max(120).default("https://token.actions.githubusercontent.com").meta({
    description:
      "URL of the OpenID Connect provider, as its tokens have it in iss. AWS knows it once for the whole account: the stack with accountBaseline owner registers it, others refer to it. @default https://token.actions.githubusercontent.com",
  }),
  audience: z
    .string()
    .regex(/^[\w.:/+-]+$/)
    .max(120)
    .default("sts.amazonaws.com")
    .meta({
      description:
        "What tokens are made out to, their aud. Stacks that share a provider share the audience that its owner registers. @default sts.amazonaws.com",
    }),
  buildSubjects: subjects(
    "may push images and register task definitions, for example of the main branch.",
  ),
  releaseSubjects: subjects(
    "may move services to registered task definitions, for example of a protected environment. None of them builds: no one alone decides what runs.",
  ),
  workload: z
    .string()
    .regex(/^[a-zA-Z][\w-]*$/)
    .max(100)
    .meta({
      description:
        "What the workload stack calls its ECS cluster, and starts the names of its services and task families with, for example agent-service-dev.",
    }),
});

/** Who may enter the estate from outside: people, the pipeline of the workload, and whoever deploys the estate. */
export const identitySchema = z
  .strictObject({
    people: z
      .strictObject({
        readers: people("Who may read the stack's logs and the account's API history."),
        responders: people(
          "Who may quarantine a service and release it again, and read what readers read.",
        ),
        breakGlass: people(
          "Who may read every secret of the stack when their readers are locked out; each use raises an alarm.",
        ),
      })
      .prefault({})
      .meta({
        description: "People, by the role of the stack that they may assume for an hour at most.",
      }),
    deployment: deploymentSchema.optional().meta({
      description:
        "The pipeline that deploys the workload, by tokens of its provider and without stored credentials. It may build and release services, and cannot change the estate. @default none",
    }),
    deployerArns: z.array(roleArn).max(8).default([]).meta({
      description:
        "Existing roles that run pulumi up of the estate: the key of governance's state is open to them for deployments and to no others. @default none: IAM of the account decides who",
    }),
  })
  .prefault({})
  .meta({ description: "Who may enter the estate from outside." });

/** Who may enter, as it is written in a stack file. */
export type WrittenIdentity = z.output<typeof identitySchema>;
