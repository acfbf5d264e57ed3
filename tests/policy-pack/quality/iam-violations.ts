import { unknown } from "../../support/policy-pack/resources";
import { faults } from "./concerns";
import { functionRole, role } from "./iam-roles";
import { allow, casesOf, deny, made, text, tree } from "./quality-case";

const { violation } = casesOf(faults.iam);

/** A policy of a role, in the role itself. */
const inline = (policy: string | ReturnType<typeof tree>) =>
  made("iam/RolePolicy grants", { role: unknown, policy }, { role });

/** Stacks that a reviewer rejects for what they let an identity do. */
export const violations = [
  violation(
    "a managed policy that allows everything, as an object",
    "everything",
    made("iam/Policy everything", { policy: tree(allow("*", "*")) }),
  ),
  violation(
    "every action of a service on one bucket",
    "grants",
    role,
    inline(text(allow("s3:*", ["arn:aws:s3:::acme-orders", "arn:aws:s3:::acme-orders/*"]))),
  ),
  violation(
    "a family of actions on one table",
    "grants",
    role,
    inline(tree(allow(["dynamodb:Get*"], "arn:aws:dynamodb:us-east-1:111122223333:table/orders"))),
  ),
  violation(
    "everything but what a NotAction names",
    "grants",
    role,
    inline(text({ Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" })),
  ),
  violation(
    "handing any role of the account to any service",
    "grants",
    role,
    inline(text(allow("iam:PassRole", "arn:aws:iam::111122223333:role/*"))),
  ),
  violation(
    "handing a role on, with a condition on the service that any service fulfils",
    "grants",
    role,
    inline(
      text(
        allow("iam:PassRole", "arn:aws:iam::111122223333:role/orders", {
          Condition: { StringLike: { "iam:PassedToService": "*" } },
        }),
      ),
    ),
  ),
  violation(
    "an escalation: writing a new version of one's own policy",
    "grants",
    role,
    inline(
      text(
        allow(
          ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"],
          "arn:aws:iam::111122223333:policy/orders",
        ),
      ),
    ),
  ),
  violation(
    "an escalation across two statements: create a function, hand it the administrator's role",
    "grants",
    role,
    inline(
      tree(
        allow(
          ["lambda:CreateFunction", "lambda:InvokeFunction"],
          "arn:aws:lambda:us-east-1:111122223333:function:jobs",
        ),
        allow("iam:PassRole", "arn:aws:iam::111122223333:role/administrator"),
      ),
    ),
  ),
  violation(
    "the administrator's policy attached to a role",
    "admin",
    role,
    made(
      "iam/RolePolicyAttachment admin",
      { role: unknown, policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      { role },
    ),
  ),
  violation(
    "a role without permissions boundary",
    "function",
    made("iam/Role function", { assumeRolePolicy: functionRole.assumeRolePolicy }),
  ),
  violation(
    "a boundary that bounds nothing",
    "function",
    made("iam/Role function", {
      ...functionRole,
      permissionsBoundary: "arn:aws:iam::aws:policy/AdministratorAccess",
    }),
  ),
  violation(
    "power user access among the managed policies of a role",
    "function",
    made("iam/Role function", {
      ...functionRole,
      managedPolicyArns: ["arn:aws:iam::aws:policy/PowerUserAccess"],
    }),
  ),
  violation(
    "everything, inside the inline policies of a role",
    "function",
    made("iam/Role function", {
      ...functionRole,
      inlinePolicies: [{ name: "all", policy: text(allow(["*"], ["*"])) }],
    }),
  ),
  violation(
    "an access key that never ends, for a person",
    "deployer",
    made("iam/User ci", { name: "ci" }),
    made("iam/AccessKey deployer", { user: "ci" }),
  ),
  violation(
    "a policy attached to a user and not to a group or role",
    "direct",
    made("iam/UserPolicyAttachment direct", {
      user: "alice",
      policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
    }),
  ),
  violation(
    "all resources but one",
    "grants",
    role,
    inline(
      text({
        Effect: "Allow",
        Action: "s3:GetObject",
        NotResource: "arn:aws:s3:::acme-payroll/*",
      }),
    ),
  ),
  violation(
    "becoming any role anywhere",
    "grants",
    role,
    inline(text(allow("sts:AssumeRole", "*"))),
  ),
  violation(
    "becoming a role of that name in every account",
    "grants",
    role,
    inline(text(allow(["sts:AssumeRole"], ["arn:aws:iam::*:role/deploy"]))),
  ),
  violation("decrypting with every key", "grants", role, inline(tree(allow(["kms:Decrypt"], "*")))),
  violation(
    "a good first statement and a second that reads every secret",
    "grants",
    role,
    inline(
      text(
        allow("sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:orders"),
        allow("secretsmanager:GetSecretValue", "*"),
      ),
    ),
  ),
  violation(
    "a password policy of eight characters",
    "passwords",
    made("iam/AccountPasswordPolicy passwords", {
      minimumPasswordLength: 8,
      requireSymbols: false,
    }),
  ),
  violation(
    "a group whose members administer identities, the service in capitals",
    "group-policy",
    made("iam/Group operators", { name: "operators" }),
    made("iam/GroupPolicy group-policy", {
      group: "operators",
      policy: text(allow("IAM:*", "*")),
    }),
  ),
  violation(
    "an action with a question mark",
    "grants",
    role,
    inline(text(allow("s3:GetObjec?", "arn:aws:s3:::acme-orders/*"))),
  ),
  violation(
    "handing roles on, in an unusual case",
    "grants",
    role,
    inline(text(allow(["ec2:DescribeInstances", "IAM:passrole"], "*"))),
  ),
  violation(
    "rewriting who may become the roles of the account",
    "grants",
    role,
    inline(text(allow("iam:UpdateAssumeRolePolicy", "arn:aws:iam::111122223333:role/*"))),
  ),
  violation(
    "taking the boundary of a role away",
    "grants",
    role,
    inline(
      tree(
        allow("iam:DeleteRolePermissionsBoundary", "arn:aws:iam::111122223333:role/orders"),
        deny("iam:DeleteRole", "*"),
      ),
    ),
  ),
];
