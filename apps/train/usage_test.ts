import { assertEquals } from "@std/assert";
import { assertRefused, filesIn, inTemporaryFolder } from "./testing/trainer.ts";

/** Command lines that cannot be understood, and what is said. */
const refused: readonly [args: string, message: string][] = [
  ["--lerning-rate 0.1", "There is no option --lerning-rate; did you mean --learning-rate? --help lists all"],
  ["--Epoch=3", "There is no option --Epoch; did you mean --epochs?"],
  ["-x", "There is no option --x"],
  ["train", '"train" is not an option; options begin with --, and --help lists them'],
  ["-- train", '"train" is not an option'],
  ["--quiet 5", '"5" is not an option'],
  ["--epochs", "--epochs needs a value: --epochs N"],
  ["--epochs --json", "--epochs needs a value: --epochs N"],
  ["--plot=", "--plot needs a value: --plot FILE.svg"],
  ["--epochs 3 --epochs 4", "--epochs was given twice: 3 and 4"],
  ["--learning-rate -0.1", "--learning-rate must be a number above 0: it is -0.1"],
  ["--learning-rate=-.1", "--learning-rate must be a number above 0: it is -.1"],
  ["--learning-rate 0", "--learning-rate must be a number above 0: it is 0"],
  ["--learning-rate NaN", "--learning-rate must be a number above 0: it is NaN"],
  ["--learning-rate Infinity", "--learning-rate must be a number above 0: it is Infinity"],
  ["--learning-rate fast", "--learning-rate must be a number above 0: it is fast"],
  ["--epochs 2.5", "--epochs must be a whole number from 1: it is 2.5"],
  ["--epochs 0", "--epochs must be a whole number from 1: it is 0"],
  ["--batch-size -8", "--batch-size must be a whole number from 1: it is -8"],
  ["--seed 1e99", "--seed must be a whole number from 0 to 4294967295: it is 1e99"],
  ["--folds 1", "--folds must be a whole number from 2: it is 1"],
  ["--early-stopping 0", "--early-stopping must be a whole number from 1: it is 0"],
  ["--dropout 1", "--dropout must be a number from 0 up to, but not including, 1: it is 1"],
  ["--validation-split -0.1", "--validation-split must be a number from 0 up to, but not including, 1: it is -0.1"],
  ["--weight-decay -1", "--weight-decay must be a number from 0: it is -1"],
  ["--hidden 8,,8", "--hidden must be whole numbers from 1 with commas between them, or none: it is 8,,8"],
  ["--hidden 8.5", "--hidden must be whole numbers from 1"],
  ["--preset irish", "There is no preset irish; did you mean iris? --list lists all"],
  [
    "--optimizer adm",
    "--optimizer must be one of sgd, adagrad, adadelta, rmsprop, adam, adamax, adamw: it is adm; did you mean adam?",
  ],
  ["--activation rellu", "it is rellu; did you mean relu?"],
  ["--schedule cosin", "it is cosin; did you mean cosine?"],
  ["--task classfy", "--task must be one of classify, regress: it is classfy; did you mean classify?"],
  ["--plot curve.png", "--plot writes a file that ends in .svg: it is curve.png"],
  ["--log log.txt", "--log writes a file that ends in .csv: it is log.txt"],
  ["--target label", "--target cannot be used here: it needs --csv FILE"],
  ["--preset iris --csv x.csv", "--csv cannot be used here: preset iris has its own data"],
  ["--preset csv", "Preset csv needs --csv FILE"],
  ["--csv x.csv", "Preset csv needs --target COLUMN: the column to predict"],
  ["--preset xor --task regress", "--task cannot be used here: preset xor has its own data"],
  ["--preset cora", "Preset cora needs --data FOLDER with edges.csv"],
  ["--preset iris --data x", "--data cannot be used here: preset iris reads no folder"],
  ["--preset karate --folds 5", "--folds cannot be used here: preset karate learns from one graph as a whole"],
  ["--preset karate --batch-size 5", "--batch-size cannot be used here: preset karate"],
  ["--preset karate --predict x.csv", "--predict cannot be used here: preset karate"],
  ["--preset iris --folds 5 --plot x.svg", "--plot cannot be used here: it is about one run"],
  ["--preset iris --seeds 2 --resume", "--resume cannot be used here: it is about one run"],
  ["--preset iris --seeds 2 --folds 5", "--folds and --seeds exclude each other"],
];

for (const [args, message] of refused) {
  Deno.test(`the command line ${args} is refused`, () =>
    inTemporaryFolder(async (folder) => {
      await assertRefused(folder, 2, message, ...args.split(" "));
      assertEquals(filesIn(folder), []);
    }));
}
