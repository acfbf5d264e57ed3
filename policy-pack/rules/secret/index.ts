import type { Rule } from "../../engine/rule";
import { secretAccessAgreement } from "./access-agreement";
import { secretInDocument } from "./in-document";
import { secretLiteral } from "./literal";
import { secretOutput } from "./output";
import { secretReplicaKey } from "./replica-key";
import { secretRotation } from "./rotation";
import { secretShared } from "./shared";

/** Every rule of family `secret`. */
export const secretRules: readonly Rule[] = [
  secretInDocument,
  secretRotation,
  secretLiteral,
  secretOutput,
  secretReplicaKey,
  secretAccessAgreement,
  secretShared,
];
