import { messagesOf } from "@chainrule/testing";
import { tensor, zeros } from "@chainrule/tensor";
import { assertSnapshot } from "@std/testing/snapshot";
import * as memory from "./mod.ts";

Deno.test("the messages of memory", async (test) => {
  const hopfield = new memory.Hopfield(3);
  const signs = tensor([1, -1, 1]);
  const machine = new memory.NeuralTuringMachine({ inputDim: 2, outputDim: 1, memorySlots: 4 });
  const boltzmann = new memory.BoltzmannMachine({ visible: 2, hidden: 1 });
  const rbm = new memory.RBM(3, 2);
  await assertSnapshot(
    test,
    await messagesOf({
      "half a Hopfield unit": () => new memory.Hopfield(0.5),
      "an unknown rule of storage": () => new memory.Hopfield(2, { rule: "hebbb" as "hebb" }),
      "whole numbers as weights": () => new memory.Hopfield(2, { dtype: "int32" }),
      "patterns of another number of units": () => hopfield.store(tensor([1, 1])),
      "a pattern with a zero": () => hopfield.store(tensor([[1, -1, 1], [1, 0, 1]])),
      "energy of another number of units": () => hopfield.energy(tensor([[1, 1]])),
      "an update of another number of units": () => hopfield.forward(tensor(1)),
      "recall from halves": () => hopfield.recall(tensor([0.5, 1, 1])),
      "recall of another number of units": () => hopfield.recall(tensor([1, 1])),
      "recall without sweeps": () => hopfield.recall(signs, { maxSweeps: 0 }),
      "an unknown mode of recall": () => hopfield.recall(signs, { mode: "synchronized" as "synchronous" }),
      "an unknown thing to record": () => hopfield.recall(signs, { record: "sweep" as "sweeps" }),
      "an overlap of different numbers of units": () => memory.overlap(signs, tensor([1, 1])),
      "modern states of another number of units": () => memory.modernHopfield(signs, tensor([[1, 1]])),
      "a single modern pattern": () => memory.modernHopfieldEnergy(signs, signs),
      "a negative beta": () => memory.modernHopfield(signs, tensor([[1, 1, 1]]), { beta: -1 }),
      "no modern steps": () => memory.modernHopfield(signs, tensor([[1, 1, 1]]), { steps: 0 }),
      "Hebb's rule for a single sample": () => memory.hebbian(tensor([[1]]), tensor([1]), tensor([[1]])),
      "Hebb's rule with outputs that do not fit": () => memory.hebbian(tensor([[1]]), tensor([[1]]), tensor([[1, 2]])),
      "Oja's rule with inputs that do not fit": () => memory.oja(tensor([[1]]), tensor([[1, 2]])),
      "Sanger's rule with a learning rate of zero": () =>
        memory.sanger(tensor([[1]]), tensor([[1]]), { learningRate: 0 }),
      "no Hebbian units": () => new memory.HebbianLayer(0),
      "an unknown Hebbian rule": () => new memory.HebbianLayer(1, { rule: "ojas" as "oja" }),
      "a negative Hebbian learning rate": () => new memory.HebbianLayer(1, { learningRate: -1 }),
      "Hebbian inputs that do not fit": () => new memory.HebbianLayer(1, { inputDim: 2 }).forward(tensor([[1]])),
      "outputs for Oja's rule": () => new memory.HebbianLayer(1, { rule: "oja" }).learn(tensor([[1]]), tensor([[1]])),
      "a Turing machine with half a slot": () => new memory.NeuralTuringMachine({ outputDim: 1, memorySlots: 0.5 }),
      "a Turing machine without heads that read": () =>
        new memory.NeuralTuringMachine({ outputDim: 1, heads: { read: 0 } }),
      "an unknown controller": () => new memory.NeuralTuringMachine({ outputDim: 1, controller: "gru" as "lstm" }),
      "shifts that go around": () => new memory.NeuralTuringMachine({ outputDim: 1, memorySlots: 4, shiftRange: 2 }),
      "no number as focus": () => new memory.NeuralTuringMachine({ outputDim: 1, initialFocus: NaN }),
      "a sequence without steps": () => machine.forward(zeros([1, 0, 2])),
      "a single step as a sequence": () => machine.forward(zeros([1, 2])),
      "a sequence of another number of features": () => machine.forward(zeros([1, 3, 4])),
      "a step of another number of features": () => machine.step(zeros([1, 3])),
      "a state of another number of samples": () => machine.step(zeros([1, 2]), machine.initialState(2)),
      "keys that are wider than slots": () => memory.cosineSimilarity(zeros([1, 1, 3]), zeros([1, 4, 2])),
      "a strength too many": () => memory.contentWeights(zeros([1, 4, 2]), zeros([1, 1, 2]), zeros([1, 2])),
      "gates of another number of samples": () =>
        memory.interpolateWeights(zeros([2, 1, 4]), zeros([2, 1, 4]), zeros([1, 1])),
      "an even number of shifts": () => memory.shiftWeights(zeros([1, 1, 4]), zeros([1, 1, 2])),
      "sharpness as a scalar": () => memory.sharpenWeights(zeros([1, 1, 4]), tensor(1)),
      "reading with weights for another memory": () => memory.readMemory(zeros([1, 4, 2]), zeros([1, 1, 5])),
      "adding another width": () =>
        memory.writeMemory(zeros([1, 4, 2]), zeros([1, 1, 4]), zeros([1, 1, 2]), zeros([1, 1, 3])),
      "a Boltzmann machine of one unit": () => new memory.BoltzmannMachine({ visible: 1 }),
      "half a Boltzmann unit": () => new memory.BoltzmannMachine({ visible: 2.5 }),
      "weights of a Boltzmann machine that are no square": () =>
        memory.BoltzmannMachine.fromWeights(zeros([2, 3]), zeros([2])),
      "a bias of a Boltzmann machine too few": () => memory.BoltzmannMachine.fromWeights(zeros([2, 2]), zeros([1])),
      "energy of visible Boltzmann units alone": () => boltzmann.energy(zeros([4, 2])),
      "a single state of a Boltzmann machine": () => boltzmann.conditionalProbabilities(zeros([3])),
      "sampling at absolute zero": () => boltzmann.sample(10, { temperature: 0 }),
      "sampling from no chains": () => boltzmann.sample(0),
      "annealing to a negative temperature": () => boltzmann.anneal(10, [1, -1]),
      "clamping a unit that is not there": () => boltzmann.sweep(zeros([1, 3]), { clamped: [3] }),
      "hidden Boltzmann units given all units": () => boltzmann.sampleHidden(zeros([1, 3])),
      "a partition function of too many units": () => new memory.BoltzmannMachine({ visible: 30 }).logPartition(),
      "the likelihood of hidden units, too": () => boltzmann.logLikelihood(zeros([1, 3])),
      "persistent chains that were not made": () =>
        boltzmann.contrastiveDivergence(zeros([1, 2]), { persistent: true }),
      "contrastive divergence without steps": () => rbm.contrastiveDivergence(zeros([1, 3]), { steps: 0 }),
      "an RBM without hidden units": () => new memory.RBM(3, 0),
      "a negative number of chains": () => new memory.RBM(3, 2, { chains: -1 }),
      "hidden states as visible ones": () => rbm.hiddenProbabilities(zeros([1, 2])),
      "visible states as hidden ones": () => rbm.visibleProbabilities(zeros([1, 3])),
      "free energy of a single state": () => rbm.freeEnergy(zeros([3])),
      "energy of hidden states that do not fit": () => rbm.energy(zeros([1, 3]), zeros([1, 3])),
      "a partition function of two large layers": () => new memory.RBM(30, 40).logPartition(),
      "chains that run for half a step": () => rbm.sample(1, { steps: 0.5 }),
      "an unknown kind of visible values": () => rbm.sample(1, { visible: "probability" as "probabilities" }),
      "a pseudo-likelihood of some units": () => rbm.pseudoLogLikelihood(zeros([1, 3]), { units: "some" as "one" }),
      "all states of too many units": () => memory.binaryStates(21),
      "cooling to absolute zero": () => memory.coolingSchedule(10, { to: 0 }),
      "moments of a single state": () => memory.momentsOf(zeros([3])),
      "probabilities of other states": () => memory.momentsOf(zeros([2, 3]), zeros([3])),
    }),
  );
});
