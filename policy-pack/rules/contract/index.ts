import type { Rule } from "../../engine/rule";
import { claimedTwice } from "./claimed-twice";
import { malformed } from "./malformed";
import { missingStatement } from "./missing-statement";
import { referenceMismatch } from "./reference-mismatch";
import { target } from "./target";
import { undeclaredStatement } from "./undeclared-statement";
import { unknownKey } from "./unknown-key";
import { unknownVersion } from "./unknown-version";
import { unresolvedReference } from "./unresolved-reference";

/** Every rule of family `contract`. */
export const contractRules: readonly Rule[] = [
  unknownVersion,
  unknownKey,
  malformed,
  undeclaredStatement,
  missingStatement,
  referenceMismatch,
  unresolvedReference,
  target,
  claimedTwice,
];
