import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import type { PolicyDocument } from "../../plan/document";
import type { Cloud } from "./cloud";
import type { Facts } from "./facts";

/** Creates every role with its inline policies, the place of a revocation among them. */
export async function createRoles(
  { clients: { iam } }: Cloud,
  { plan: { identity } }: Facts,
): Promise<void> {
  const { path: Path, roles, revocation } = identity;
  const put = (RoleName: string, PolicyName: string, document: PolicyDocument) =>
    iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: textOf(document) }));
  for (const { name, trustPolicy, policy } of roles) {
    const AssumeRolePolicyDocument = textOf(trustPolicy);
    await iam.send(new CreateRoleCommand({ RoleName: name, Path, AssumeRolePolicyDocument }));
    if (policy !== undefined) await put(name, name, policy);
    await put(name, revocation.name, revocation.document);
  }
}

// ARNs that AWS would choose: nothing that is played depends on them.
const textOf = ({ Version, Statement }: PolicyDocument): string =>
  JSON.stringify({
    Version,
    Statement: Statement.map(({ Resource, ...statement }) => ({
      ...statement,
      ...(Resource !== undefined && {
        Resource: Resource.map((resource) =>
          typeof resource === "string" ? resource : `arn:aws:kms:*:*:key/${resource.ref}`,
        ),
      }),
    })),
  });
