import { allow, deny, made, text } from "./quality-case";

/** What the role of a function usually has. */
export const functionRole = {
  description: "What the function does",
  assumeRolePolicy: text({
    Effect: "Allow",
    Principal: { Service: "lambda.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
  }),
  permissionsBoundary: "arn:aws:iam::111122223333:policy/workload-boundary",
  maxSessionDuration: 3600,
};

/** The role of a function. */
export const role = made("iam/Role function", functionRole);

/** The most that the workloads of the account may do. */
export const boundary = made("iam/Policy workload-boundary", {
  name: "workload-boundary",
  policy: text(
    allow(
      ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:SendMessage"],
      ["arn:aws:sqs:us-east-1:111122223333:orders"],
    ),
    allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::acme-orders/*"),
    deny("iam:*", "*"),
  ),
});

/** A narrow policy. */
export const narrow = text(
  allow(["sqs:ReceiveMessage", "sqs:DeleteMessage"], "arn:aws:sqs:us-east-1:111122223333:orders"),
);
