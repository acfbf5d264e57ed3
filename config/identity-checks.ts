import type { WrittenIdentity } from "./identity";
import type { ConfigIssue } from "./issues";
import { showValue } from "./issues";
import type { WrittenConfig } from "./schema";

type Person = WrittenIdentity["people"]["readers"][number];
type Deployment = NonNullable<WrittenIdentity["deployment"]>;

/** Checks of who may enter that a schema cannot express: MFA that can be shown, and one exact pipeline. */
export function checkIdentity({ people, deployment }: WrittenIdentity): readonly ConfigIssue[] {
  const entries = Object.entries(people).flatMap(([role, list]) =>
    list.map((person, index) => ({ person, path: `identity.people.${role}.${String(index)}` })),
  );
  return [
    ...entries.flatMap(({ person, path }) => checkMfa(person, path)),
    ...(deployment === undefined ? [] : checkDeployment(deployment)),
  ];
}

/** Nobody deploys and administers keys: whoever deploys makes AWS services use the key of governance's state. */
export function checkDeployers({
  identity,
  keys,
}: Pick<WrittenConfig, "identity" | "keys">): readonly ConfigIssue[] {
  return identity.deployerArns.flatMap((arn, index) =>
    keys.administratorArns.includes(arn)
      ? [
          {
            code: "IDN006",
            path: `identity.deployerArns.${String(index)}`,
            problem: "also administers keys",
            given: showValue(arn),
            allowed: "a role that keys.administratorArns does not name",
            fix: "use different roles for deploying and for administering keys",
          },
        ]
      : [],
  );
}

// Sessions that AssumeRole gives say nothing about MFA (IAM User Guide, "Secure API access with MFA").
function checkMfa({ arn, mfa }: Person, path: string): readonly ConfigIssue[] {
  const isUser = arn.includes(":user/");
  if (isUser === (mfa === "iam")) return [];
  return [
    {
      code: "IDN001",
      path: `${path}.mfa`,
      problem: isUser
        ? "nobody would ask this IAM user for a second factor"
        : "sessions of a role carry no word of MFA: nobody could enter",
      given: showValue({ arn, mfa }),
      allowed: isUser ? "iam for an IAM user" : "identity-provider for a role",
      fix: isUser
        ? "write mfa: iam, or name the role that the identity provider gives"
        : "write mfa: identity-provider, and have the provider ask for it at sign-in",
    },
  ];
}

function checkDeployment(deployment: Deployment): readonly ConfigIssue[] {
  const { issuer, buildSubjects, releaseSubjects } = deployment;
  const path = "identity.deployment";
  return [
    ...checkIssuer(issuer, `${path}.issuer`),
    ...(["buildSubjects", "releaseSubjects"] as const).flatMap((key) => [
      ...(deployment[key].length === 0 ? [noSubjects(`${path}.${key}`)] : []),
      ...deployment[key].flatMap((subject, index) =>
        checkSubject(subject, issuer, `${path}.${key}.${String(index)}`),
      ),
    ]),
    ...releaseSubjects.flatMap((subject, index) =>
      buildSubjects.includes(subject)
        ? [builds(subject, `${path}.releaseSubjects.${String(index)}`)]
        : [],
    ),
  ];
}

// Who registers a task and starts it runs code of their own as the service.
const builds = (subject: string, path: string): ConfigIssue => ({
  code: "IDN007",
  path,
  problem: "also builds: it alone would decide what runs",
  given: showValue(subject),
  allowed: "a subject that buildSubjects does not name",
  fix: "release from an environment of its own, with reviewers",
});

// "path components are allowed but query parameters are not", "should not contain a port number" (IAM API Reference,
// "CreateOpenIDConnectProvider").
const issuerUrl = /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(\/[\w.~-]+)*$/;

const checkIssuer = (issuer: string, path: string): readonly ConfigIssue[] =>
  issuerUrl.test(issuer)
    ? []
    : [
        {
          code: "IDN002",
          path,
          problem: "not the URL of an OpenID Connect provider as AWS takes it",
          given: showValue(issuer),
          allowed: "https://, a host in lower case, and a path; no port, query, fragment or last /",
          fix: "copy iss from a token of the provider",
        },
      ];

const noSubjects = (path: string): ConfigIssue => ({
  code: "IDN003",
  path,
  problem: "empty: nobody could deploy",
  given: "[]",
  allowed: "one to five exact subjects",
  fix: "name the subject of the pipeline, or remove identity.deployment",
});

function checkSubject(subject: string, issuer: string, path: string): readonly ConfigIssue[] {
  // A policy reads ${…} as a variable.
  if (/[*?]|\$\{/.test(subject)) {
    return [
      {
        code: "IDN004",
        path,
        problem: "stands for more than one subject",
        given: showValue(subject),
        allowed: "an exact subject, without *, ? or ${",
        fix: "list each branch or environment that may deploy",
      },
    ];
  }
  if (!isGitHub(issuer) || gitHubSubject.test(subject)) return [];
  return [
    {
      code: "IDN005",
      path,
      problem: "names neither a branch nor an environment of one repository",
      given: showValue(subject),
      allowed: "repo:ORG/REPO:ref:refs/heads/BRANCH or repo:ORG/REPO:environment:NAME",
      fix: "copy sub from a token of the workflow; a job with an environment has no branch in it",
    },
  ];
}

const isGitHub = (issuer: string): boolean =>
  /^https:\/\/token\.actions\.(githubusercontent\.com|[a-z0-9-]+\.ghe\.com)(\/|$)/.test(issuer);

// Ids come for both names or for none; colons inside values are escaped, and further claims may follow (GitHub
// Docs, "OpenID Connect reference").
const gitHubSubject =
  /^repo:([^\s/:@]+\/[^\s/:@]+|[^\s/:@]+@\d+\/[^\s/:@]+@\d+):(environment:[^\s:]+|ref:refs\/heads\/[^\s:]+)(:.+)?$/;
