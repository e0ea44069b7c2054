"""Tables of another generator than the prior, and scikit-learn's models beside the network: the development signal."""
