"""The mathematics under the glass: a step as equations, gradients checked, starts compared, graphs and descent.

What is here is computed to be looked at; what trains is the engine. NumPy only.
"""
