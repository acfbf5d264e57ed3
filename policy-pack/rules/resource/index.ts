import type { Rule } from "../../engine/rule";
import { lambdaPermission } from "./lambda-permission";
import { publicAccessBlock } from "./public-access-block";

/** Every rule of family `resource`. */
export const resourceRules: readonly Rule[] = [publicAccessBlock, lambdaPermission];
