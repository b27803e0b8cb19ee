/**
 * A program that imports packages and uses nothing of them.
 *
 * @module
 */
import "@chainrule/activations";
import "@chainrule/autograd";
import "@chainrule/gnn";
import "@chainrule/jit";
import "@chainrule/memory";
import "@chainrule/nn";
import "@chainrule/optim";
import "@chainrule/tensor";
