import type { PlanContext } from "../context";
import type { Statement } from "../document";
import { via } from "../keys/deployers";
import { administratorSecrets, rotatesInVpc } from "../secrets/rotation";

/** What a rotation function does to change another user's password: read the administrator's. */
export function readAdministrators(context: PlanContext, service: string): readonly Statement[] {
  const secrets = administratorSecrets(context.config, service);
  if (secrets.length === 0) return [];
  const secretArns = secrets.map(({ secretArn }) => secretArn);
  return [
    {
      Sid: "ReadAdministrators",
      Effect: "Allow",
      Action: ["secretsmanager:GetSecretValue"],
      Resource: secretArns,
    },
    {
      Sid: "DecryptAdministrators",
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource: [...new Set(secrets.map(({ keyArn }) => keyArn))],
      Condition: {
        StringEquals: {
          ...via(context, "secretsmanager"),
          "kms:EncryptionContext:SecretARN": secretArns,
        },
      },
    },
  ];
}

/**
 * What Lambda does as the role to put a function into the VPC (Lambda Developer Guide, "Giving Lambda functions access to
 * resources in an Amazon VPC"). The function itself is refused all of it: its own requests carry its ARN, those that
 * Lambda makes for it do not.
 */
export function standInVpc({ config, names }: PlanContext, service: string): readonly Statement[] {
  if (!rotatesInVpc(config, service)) return [];
  const functionArn = names.rotationFunctionArn(service);
  return [
    {
      Sid: "StandInVpc",
      Effect: "Allow",
      Action: interfaceActions,
      Resource: ["network-interface/*", "security-group/*", "subnet/*"].map((resource) =>
        names.arn("ec2", resource),
      ),
    },
    // AWS accepts no resource for these actions.
    { Sid: "DescribeVpc", Effect: "Allow", Action: describeActions, Resource: ["*"] },
    {
      Sid: "NotFromCode",
      Effect: "Deny",
      Action: [...interfaceActions, ...describeActions],
      Resource: ["*"],
      Condition: { ArnEquals: { "lambda:SourceFunctionArn": functionArn } },
    },
  ];
}

const interfaceActions: readonly string[] = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:UnassignPrivateIpAddresses",
];

const describeActions: readonly string[] = ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"];
