import type { Entry, Statement } from "./document";
import { covers } from "./pattern";

/**
 * Actions that change what a key is or who may use it, without the ones that only look. AWS KMS Developer Guide,
 * "Allows key administrators to administer the KMS key"; grants are not among them, as that guide's example leaves
 * those of AWS services to the users of a key.
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

/** Actions that use the key material. AWS KMS Developer Guide, "Cryptographic operations". */
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

/** The first entry of a statement that is every action of KMS. */
export const everyKeyAction = ({
  actions,
}: Pick<Statement, "actions">): Extract<Entry, { kind: "text" }> | undefined =>
  actions.flatMap((entry) =>
    entry.kind === "text" && isEveryKeyAction(entry.text) ? [entry] : [],
  )[0];

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
