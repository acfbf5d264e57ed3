import type { Rule } from "../../engine/rule";
import { grantee } from "./grantee";
import { grants } from "./grants";
import { lockout } from "./lockout";
import { oneOwner } from "./one-owner";
import { replica } from "./replica";
import { rootDelegation } from "./root-delegation";
import { keyRotation } from "./rotation";
import { separation } from "./separation";
import { keyServiceSource } from "./service-source";
import { keyStatement } from "./statement";

/** Every rule of family `kms`. */
export const kmsRules: readonly Rule[] = [
  keyStatement,
  rootDelegation,
  oneOwner,
  separation,
  grants,
  grantee,
  keyServiceSource,
  keyRotation,
  lockout,
  replica,
];
