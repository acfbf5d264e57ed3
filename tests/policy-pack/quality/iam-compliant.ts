import type { StackResource } from "../../../policy-pack/engine/rule";
import { unknown } from "../../support/policy-pack/resources";
import { concerns } from "./concerns";
import { boundary, functionRole, narrow, role } from "./iam-roles";
import { allow, casesOf, deny, keyArn, made, text, tree } from "./quality-case";

const stating = casesOf(concerns.iam);

/** A stack whose boundary is its own. */
const compliant = (title: string, ...resources: readonly StackResource[]) =>
  stating.compliant(title, boundary, ...resources);

/** A policy of a role, in the role itself. */
const inline = (policy: string | ReturnType<typeof tree>) =>
  made("iam/RolePolicy grants", { role: unknown, policy }, { role });

const orders = made("s3/Bucket orders", { bucket: "acme-orders" });
const managed = made("iam/Policy managed", { policy: narrow });

/** Stacks that a reviewer lets pass for what they let an identity do. */
export const compliantCases = [
  stating.compliant("a boundary that another stack keeps", role),
  compliant(
    "reading and writing the objects of one bucket",
    role,
    inline(text(allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::acme-orders/incoming/*"))),
  ),
  compliant(
    "a registry token, which has no resource, and pulls from one repository",
    role,
    inline(
      tree(
        allow("ecr:GetAuthorizationToken", "*"),
        allow(
          ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"],
          "arn:aws:ecr:us-east-1:111122223333:repository/orders",
        ),
      ),
    ),
  ),
  compliant(
    "the streams of one log group",
    role,
    inline(
      text(
        allow(
          ["logs:CreateLogStream", "logs:PutLogEvents"],
          "arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/orders:*",
        ),
      ),
    ),
  ),
  compliant(
    "a narrow allow beside a deny of everything outside the region",
    role,
    inline(
      text(
        allow("sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:orders"),
        deny("*", "*", { Condition: { StringNotEquals: { "aws:RequestedRegion": "us-east-1" } } }),
      ),
    ),
  ),
  compliant(
    "one secret, with the six characters that the service appends",
    role,
    inline(
      tree(
        allow(
          "secretsmanager:GetSecretValue",
          "arn:aws:secretsmanager:us-east-1:111122223333:secret:orders/db-??????",
        ),
      ),
    ),
  ),
  compliant(
    "handing one role to one service",
    role,
    inline(
      text(
        allow("iam:PassRole", "arn:aws:iam::111122223333:role/orders-task", {
          Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
        }),
      ),
    ),
  ),
  compliant(
    "a table and its indexes",
    role,
    inline(
      text(
        allow(
          ["dynamodb:GetItem", "dynamodb:Query"],
          [
            "arn:aws:dynamodb:us-east-1:111122223333:table/orders",
            "arn:aws:dynamodb:us-east-1:111122223333:table/orders/index/*",
          ],
        ),
      ),
    ),
  ),
  compliant(
    "describing instances, which takes no resource",
    role,
    inline(tree(allow(["ec2:DescribeInstances", "ec2:DescribeNetworkInterfaces"], ["*"]))),
  ),
  compliant(
    "metrics of one namespace",
    role,
    inline(
      text(
        allow("cloudwatch:PutMetricData", "*", {
          Condition: { StringEquals: { "cloudwatch:namespace": "Acme/Orders" } },
        }),
      ),
    ),
  ),
  compliant(
    "trace segments",
    role,
    inline(text(allow(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*"))),
  ),
  compliant(
    "decrypting with one key, through one service",
    role,
    inline(
      text(
        allow("kms:Decrypt", keyArn, {
          Condition: {
            StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" },
          },
        }),
      ),
    ),
  ),
  compliant(
    "listing one prefix of a bucket",
    role,
    inline(
      tree(
        allow("s3:ListBucket", "arn:aws:s3:::acme-orders", {
          Condition: { StringLike: { "s3:prefix": ["incoming/*"] } },
        }),
      ),
    ),
  ),
  compliant(
    "a service control policy that denies with wildcards",
    made("organizations/Policy guard", {
      name: "guard",
      type: "SERVICE_CONTROL_POLICY",
      content: text(deny(["cloudtrail:StopLogging", "cloudtrail:Delete*", "guardduty:*"], "*"), {
        Effect: "Deny",
        NotAction: ["iam:*", "sts:*", "support:*"],
        Resource: "*",
        Condition: { StringNotEquals: { "aws:RequestedRegion": ["us-east-1"] } },
      }),
    }),
  ),
  compliant(
    "becoming one role of another account",
    role,
    inline(text(allow("sts:AssumeRole", "arn:aws:iam::444455556666:role/orders-reader"))),
  ),
  compliant(
    "a bucket of the stack, whose name is not known yet",
    orders,
    role,
    made(
      "iam/RolePolicy grants",
      { role: unknown, policy: tree(allow("s3:ListBucket", unknown)) },
      { role, policy: orders },
    ),
  ),
  stating.compliant(
    "a boundary of the stack itself, whose name is not known yet",
    boundary,
    made(
      "iam/Role function",
      { ...functionRole, permissionsBoundary: unknown },
      { permissionsBoundary: boundary },
    ),
  ),
  compliant(
    "a customer managed policy attached to a role",
    role,
    managed,
    made(
      "iam/RolePolicyAttachment attached",
      { role: unknown, policyArn: unknown },
      { role, policyArn: managed },
    ),
  ),
  compliant(
    "the password policy of the benchmark",
    made("iam/AccountPasswordPolicy passwords", {
      minimumPasswordLength: 14,
      passwordReusePrevention: 24,
      maxPasswordAge: 90,
      requireLowercaseCharacters: true,
      requireUppercaseCharacters: true,
      requireNumbers: true,
      requireSymbols: true,
      allowUsersToChangePassword: true,
      hardExpiry: false,
    }),
  ),
  compliant(
    "an inline policy inside the role, with one parameter and one random password",
    made("iam/Role function", {
      ...functionRole,
      inlinePolicies: [
        {
          name: "configuration",
          policy: text(
            allow("ssm:GetParameter", "arn:aws:ssm:us-east-1:111122223333:parameter/orders/limits"),
            allow("secretsmanager:GetRandomPassword", "*"),
          ),
        },
      ],
    }),
  ),
];
