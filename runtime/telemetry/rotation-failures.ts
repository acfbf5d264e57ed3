/**
 * Why a step of a rotation was not done. `refused` is a request that this function does not work on; `failed` is one
 * that it could not finish. The texts are all that errors and events say: none holds anything of a secret.
 */
export const rotationFailures = {
  "invalid-event": { outcome: "refused", text: "The event is no rotation step." },
  "secret-not-listed": { outcome: "refused", text: "This function may not rotate the secret." },
  "rotation-disabled": { outcome: "refused", text: "Rotation is not enabled for the secret." },
  "version-unknown": { outcome: "refused", text: "The secret has no version of this token." },
  "version-not-pending": { outcome: "refused", text: "The version is not pending." },
  "value-missing": { outcome: "failed", text: "The version has no value." },
  "value-unusable": { outcome: "failed", text: "The value is none that the strategy can use." },
  "login-refused": { outcome: "failed", text: "The database takes none of the passwords." },
  "role-missing": { outcome: "failed", text: "The database has no such role; it is not created." },
  "database-refused": { outcome: "failed", text: "The database refused to change the password." },
  "database-unreachable": { outcome: "failed", text: "The database could not be asked." },
  "provider-refused": { outcome: "failed", text: "The provider refused." },
  "provider-unreachable": { outcome: "failed", text: "The provider could not be asked." },
  "provider-answer-invalid": { outcome: "failed", text: "The provider's answer is no value." },
  "secrets-manager": { outcome: "failed", text: "Secrets Manager did not do what it was asked." },
  unexpected: { outcome: "failed", text: "Something unexpected failed." },
} as const satisfies Readonly<
  Record<string, { readonly outcome: "refused" | "failed"; readonly text: string }>
>;

/** Reason of a rotation that did not go on. */
export type RotationFailureReason = keyof typeof rotationFailures;
