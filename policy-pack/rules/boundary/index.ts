import type { Rule } from "../../engine/rule";
import { boundaryEffect } from "./effect";
import { boundaryEmptyEffect } from "./empty-effect";
import { ownLimit } from "./own-limit";
import { boundaryPresent } from "./present";
import { boundarySelfRemoval } from "./self-removal";

/** Every rule of family `boundary`. */
export const boundaryRules: readonly Rule[] = [
  boundaryPresent,
  boundaryEffect,
  boundarySelfRemoval,
  boundaryEmptyEffect,
  ownLimit,
];
