import type { Rule } from "../../engine/rule";
import { edgeIncomplete } from "./edge-incomplete";
import { fromInternet } from "./from-internet";
import { reachIsolation } from "./isolation";
import { publicEdge } from "./public-edge";
import { publicSurface } from "./public-surface";
import { toInternet } from "./to-internet";
import { undeclaredPath } from "./undeclared-path";

/** Every rule of family `reach`. */
export const reachRules: readonly Rule[] = [
  fromInternet,
  publicSurface,
  publicEdge,
  toInternet,
  undeclaredPath,
  edgeIncomplete,
  reachIsolation,
];
