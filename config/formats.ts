import { z } from "zod";

/** A name that becomes part of many AWS names: the intersection of what those services allow. */
export const serviceName = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(20)
  .meta({ description: "Lower-case letters, digits and single hyphens, at most 20 characters." });

/** IPv4 block in CIDR notation, for example `10.20.0.0/16`. */
export const cidr4 = z
  .string()
  .regex(/^(\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/)
  .meta({ description: "IPv4 block in CIDR notation, for example 10.20.0.0/16." });

/** Availability Zone name, for example `us-east-1a`. */
export const zoneName = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/)
  .meta({ description: "Availability Zone name, for example us-east-1a." });

/** ARN of an IAM role in any partition. Sessions and roots are refused: they are not exact principals. */
export const roleArn = z
  .string()
  .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/)
  .meta({
    description:
      "ARN of an IAM role, for example arn:aws:iam::111122223333:role/security/key-admin.",
  });

/** ARN of an IAM user or role in any partition: somebody who may be let into a role of the stack. */
export const personArn = z
  .string()
  .regex(/^arn:aws[a-z-]*:iam::\d{12}:(user|role)\/[\w+=,.@/-]+$/)
  // A trust policy holds 2,048 characters ("IAM and AWS STS quotas").
  .max(140)
  .meta({
    description: "ARN of an IAM user or role, for example arn:aws:iam::111122223333:user/ada.",
  });

const region = "[a-z]{2,4}(-[a-z]+)+-\\d";
const modelId = "[a-z0-9-]+(\\.[a-z0-9-]+)+(:[a-z0-9-]+){0,2}";

/** ARN of a foundation model of Amazon Bedrock. Without a Region it stands for all that a global profile routes to. */
export const foundationModelArn = z
  .string()
  .regex(new RegExp(`^arn:aws[a-z-]*:bedrock:(${region})?::foundation-model/${modelId}$`))
  .max(200)
  .meta({
    description:
      "ARN of a foundation model, for example arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0.",
  });

/** ARN of what a Bedrock request may name: a foundation model, or an inference profile of an account. */
export const modelArn = z
  .string()
  .regex(
    new RegExp(
      `^arn:aws[a-z-]*:bedrock:${region}:(:foundation-model/${modelId}|\\d{12}:(application-)?inference-profile/[A-Za-z0-9.:-]+)$`,
    ),
  )
  .max(200)
  .meta({ description: "ARN of a foundation model or of an inference profile of Amazon Bedrock." });

/** TCP port. */
export const port = z.int().min(1).max(65535).meta({ description: "TCP port." });
