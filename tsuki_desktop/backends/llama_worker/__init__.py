"""The child process that runs llama.cpp: the only place that imports `llama_cpp`.

serve     takes jobs from the pipe, ends with the window
engine    one loaded model: tokens, cache, evaluation
decode    one reply: sampling, text, stops
template  the model's own chat template
text      whole characters, stop strings, thoughts, endless repeats
threads   how many threads pay right now
native    llama.cpp's log, its loading, quantising
"""
