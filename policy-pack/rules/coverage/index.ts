import type { Rule } from "../../engine/rule";
import { notCovered } from "./not-covered";
import { opaqueCarrier } from "./opaque-carrier";
import { otherProvider } from "./other-provider";
import { unreadDocument } from "./unread-document";

/** Every rule of family `coverage`. */
export const coverageRules: readonly Rule[] = [
  notCovered,
  unreadDocument,
  opaqueCarrier,
  otherProvider,
];
