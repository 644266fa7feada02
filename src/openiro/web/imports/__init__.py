"""The Data pages: loads of returns, a look through each before it is committed, and the problems to put right."""
