/**
 * Gives tensors their methods.
 *
 * @module
 */
import { installMethods } from "./core/tensor.ts";
import { add } from "./ops/arithmetic/add.ts";
import { div } from "./ops/arithmetic/div.ts";
import { mul } from "./ops/arithmetic/mul.ts";
import { neg } from "./ops/arithmetic/neg.ts";
import { pow } from "./ops/arithmetic/pow.ts";
import { sub } from "./ops/arithmetic/sub.ts";
import { equal } from "./ops/comparison/equal.ts";
import { greater } from "./ops/comparison/greater.ts";
import { less } from "./ops/comparison/less.ts";
import { stopGradient } from "./ops/gradient/stop_gradient.ts";
import { matmul } from "./ops/linear_algebra/matmul.ts";
import { abs } from "./ops/math/abs.ts";
import { exp } from "./ops/math/exp.ts";
import { log } from "./ops/math/log.ts";
import { sqrt } from "./ops/math/sqrt.ts";
import { tanh } from "./ops/math/tanh.ts";
import { max } from "./ops/reduction/max.ts";
import { mean } from "./ops/reduction/mean.ts";
import { min } from "./ops/reduction/min.ts";
import { sum } from "./ops/reduction/sum.ts";
import { sumTo } from "./ops/reduction/sum_to.ts";
import { broadcastTo } from "./ops/shape/broadcast_to.ts";
import { cast } from "./ops/shape/cast.ts";
import { reshape } from "./ops/shape/reshape.ts";
import { slice } from "./ops/shape/slice.ts";
import { transpose } from "./ops/shape/transpose.ts";

installMethods({
  abs,
  add,
  broadcastTo,
  cast,
  div,
  equal,
  exp,
  greater,
  less,
  log,
  matmul,
  max,
  mean,
  min,
  mul,
  neg,
  pow,
  reshape,
  slice,
  sqrt,
  stopGradient,
  sub,
  sum,
  sumTo,
  tanh,
  transpose,
});
