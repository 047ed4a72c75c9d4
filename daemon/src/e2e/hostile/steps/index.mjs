// All kinds of steps: { name, weight, run(step), isAlone? }. `isAlone`: nobody else asks Podd anything meanwhile.
import { answerSteps } from './answers.mjs';
import { argumentSteps } from './arguments.mjs';
import { commandSteps } from './commands.mjs';
import { editorSteps } from './editors.mjs';
import { fileSteps } from './files.mjs';
import { frames } from './frames.mjs';
import { hookSteps } from './hooks.mjs';
import { patternSteps } from './patterns.mjs';
import { placeSteps } from './places.mjs';
import { sessionSteps } from './sessions.mjs';

export const kinds = [frames, argumentSteps, answerSteps, fileSteps, commandSteps, patternSteps, sessionSteps, editorSteps, hookSteps, placeSteps].flat();
