/**
 * Writes the policies that an organization should hold over the account of a stack, for review: nothing is applied.
 * They depend on the organization's id, which the repository does not know, and are written below dist/.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { ConfigError } from "../config/issues";
import {
  maxPolicyCharacters,
  type OrganizationInputs,
  organizationPolicyText,
  planOrganizationPolicies,
} from "../plan/organization";
import { UsageError } from "../preview/errors";
import { stackContext } from "./stack-context";

const usage = `usage: npm run build -- org-policies --organization o-... --stack <stack> --administrator <role ARN>...

--organization   id of the organization, as aws organizations describe-organization says it
--stack          stack whose account the policies are for
--administrator  exact ARN of a role that deploys the stack; repeat it for each

exit code: 0 written, 2 wrong usage or configuration`;

/** What is asked of the command. */
export interface OrganizationPoliciesRequest {
  /** Folder of the project. */
  readonly directory: string;
  /** Stack whose account the policies are for. */
  readonly stack: string;
  /** The organization, and who administers the stack. */
  readonly inputs: OrganizationInputs;
}

/** The files of a stack's organization policies, by name. */
export function organizationPolicyFiles({
  directory,
  stack,
  inputs,
}: OrganizationPoliciesRequest): Readonly<Record<string, string>> {
  const policies = planOrganizationPolicies(stackContext(directory, stack), inputs);
  for (const policy of policies) {
    const { length } = organizationPolicyText(policy);
    if (length > maxPolicyCharacters) {
      throw new UsageError(
        `${policy.key}.json has ${String(length)} characters without white space; AWS accepts ${String(maxPolicyCharacters)}: name fewer administrators`,
      );
    }
  }
  return Object.fromEntries(
    policies.map(({ key, document }) => [`${key}.json`, `${JSON.stringify(document, null, 2)}\n`]),
  );
}

/** What the command prints and exits with. */
export function organizationPoliciesCommand(
  directory: string,
  argv: readonly string[],
): { readonly exitCode: 0 | 2; readonly text: string } {
  try {
    const { stack, inputs } = readArguments(argv);
    const files = organizationPolicyFiles({ directory, stack, inputs });
    const folder = path.join("dist", "org-policies", stack);
    rmSync(path.join(directory, folder), { recursive: true, force: true });
    mkdirSync(path.join(directory, folder), { recursive: true });
    for (const [file, text] of Object.entries(files)) {
      writeFileSync(path.join(directory, folder, file), text);
    }
    const written = Object.keys(files).map((file) => path.join(folder, file));
    return { exitCode: 0, text: written.join("\n") };
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof ConfigError)) throw error;
    return { exitCode: 2, text: error.message };
  }
}

function readArguments(argv: readonly string[]) {
  const { organization, stack, administrator } = parseOptions(argv);
  const problems = [
    // Organizations API Reference, "Organization": o- and 10 to 32 letters and digits.
    ...(/^o-[a-z0-9]{10,32}$/.test(organization)
      ? []
      : [`--organization: not an organization id: ${organization || "missing"}`]),
    ...(/^[\w.-]+$/.test(stack) ? [] : [`--stack: not a stack name: ${stack || "missing"}`]),
    ...(administrator.length === 0
      ? ["--administrator: missing; without one nobody could deploy the stack again"]
      : []),
    ...administrator
      .filter((arn) => !/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(arn))
      .map((arn) => `--administrator: not the ARN of one role: ${arn}`),
  ];
  if (problems.length > 0) throw new UsageError([...problems, "", usage].join("\n"));
  return { stack, inputs: { organizationId: organization, administratorArns: administrator } };
}

function parseOptions(argv: readonly string[]) {
  try {
    const {
      organization = "",
      stack = "",
      administrator = [],
    } = parseArgs({
      args: [...argv],
      options: {
        organization: { type: "string" },
        stack: { type: "string" },
        administrator: { type: "string", multiple: true },
      },
    }).values;
    return { organization, stack, administrator };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`${error.message}\n\n${usage}`);
  }
}
