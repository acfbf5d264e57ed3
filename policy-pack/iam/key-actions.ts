import type { Entry, Statement } from "./document";
import { covers } from "./pattern";

/**
 * Actions that change what a key is or who may use it, without the ones that only look. Source: AWS KMS
 * Developer Guide, "Allows key administrators to administer the KMS key", read 2026-11.
 */
export const administration: readonly string[] = [
  "kms:cancelkeydeletion",
  "kms:deleteimportedkeymaterial",
  "kms:disablekey",
  "kms:disablekeyrotation",
  "kms:enablekey",
  "kms:enablekeyrotation",
  "kms:importkeymaterial",
  "kms:putkeypolicy",
  "kms:replicatekey",
  "kms:rotatekeyondemand",
  "kms:schedulekeydeletion",
  "kms:updateprimaryregion",
];

/** Actions that use the key material. Source: as above, "Cryptographic operations". */
export const use: readonly string[] = [
  "kms:decrypt",
  "kms:derivesharedsecret",
  "kms:encrypt",
  "kms:generatedatakey",
  "kms:generatedatakeypair",
  "kms:generatedatakeypairwithoutplaintext",
  "kms:generatedatakeywithoutplaintext",
  "kms:generatemac",
  "kms:reencryptfrom",
  "kms:reencryptto",
  "kms:sign",
];

/** Whether an action is every action of KMS, however it is spelt. */
export const isEveryKeyAction = (action: string): boolean => covers(action.toLowerCase(), "kms:?*");

/** The entries of a statement that hold one of the given actions, by name or by pattern. */
export function holding(
  { actions }: Pick<Statement, "actions">,
  wanted: readonly string[],
): readonly Extract<Entry, { kind: "text" }>[] {
  return actions.flatMap((entry) => {
    if (entry.kind !== "text") return [];
    const pattern = entry.text.toLowerCase();
    return wanted.some((action) => covers(pattern, action)) ? [entry] : [];
  });
}
