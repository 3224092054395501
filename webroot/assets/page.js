// A page that has something to copy, and nothing else that needs a script.
import { copyButtons } from './copy.js';

copyButtons();
