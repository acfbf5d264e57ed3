import type { Setting } from "../engine/settings";

const off = (path: string, wrong: string): Setting => ({
  type: "pulumi:providers:aws",
  path,
  good: /^false$/,
  absent: "pass",
  wrong,
  fix: `Remove ${path}, or set it to false.`,
});

/** Switches of the provider that skip a check. */
export const providerChecks: readonly Setting[] = [
  off("skipCredentialsValidation", "The provider does not check its credentials."),
  off(
    "skipRequestingAccountId",
    "The provider does not ask which account it acts in, so allowedAccountIds is not checked.",
  ),
  off("insecure", "The provider does not verify the certificates of AWS."),
];
