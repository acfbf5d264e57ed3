import type { Conditions, Statement } from "../document";
import { forAccount } from "./deployers";

/**
 * The conditions under which the variables of a function are decrypted, all versions included. They are encrypted with
 * the function's ARN as context. Lambda decrypts them by a grant to the function's role, and a permissions boundary
 * without the same right may stop it there, so that role, boundary and key all say it.
 */
const ofFunction = (functionArn: string): Conditions => ({
  StringLike: {
    "kms:EncryptionContext:aws:lambda:FunctionArn": [functionArn, `${functionArn}:*`],
  },
});

/** What the role of a function does at its start: decrypt its own variables. `ref` is the logical name of the key. */
export const decryptVariables = (ref: string, functionArn: string): Statement => ({
  Sid: "DecryptVariables",
  Effect: "Allow",
  Action: ["kms:Decrypt"],
  Resource: [{ ref }],
  Condition: ofFunction(functionArn),
});

/** The function whose variables a key encrypts. */
export interface FunctionVariables {
  /** ARN of the account root. */
  readonly accountRootArn: string;
  /** ARN of the function's role. */
  readonly roleArn: string;
  /** ARN of the function, without version. */
  readonly functionArn: string;
}

/** The key's side of it. */
export const variablesStatement = ({
  accountRootArn,
  roleArn,
  functionArn,
}: FunctionVariables): Statement => ({
  ...forAccount(accountRootArn, "DecryptVariables", ["kms:Decrypt"]),
  Condition: { ...ofFunction(functionArn), ArnEquals: { "aws:PrincipalArn": [roleArn] } },
});
